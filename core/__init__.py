from core.generics import allow_parameters

allow_parameters()
