"""The demonstration: Shaanxi at work, made by the service functions alone.

Persons and enterprises are invented and marked 演示; published decisions are real and
stand under their true authorities.
"""
