"""The periods and articles of the way from the review to the decision."""

from deadlines.procedure import Pause
from enforcement.transitions.case_needs import (
    HANDLING_PERIOD,
    PENALTY_LAW,
    PROCEDURE_RULES,
)
from law.words import cite

HEARING_WINDOW = "hearing_request_window"
HOST_PERIOD = "hearing_host_appointment"
HEARING_NOTICE_PERIOD = "hearing_notice_before_hearing"
HEARING_PUBLIC_PERIOD = "hearing_public_announcement"
HEARING_REPORT_PERIOD = "hearing_report"
ANNOUNCEMENT_PERIOD = "public_announcement_service"

HEARING_RULES = "市场监督管理行政处罚听证办法"
ARTICLE_REPORT = cite(PROCEDURE_RULES, "第四十八条")
ARTICLE_OPINION = cite(PROCEDURE_RULES, "第五十四条")
ARTICLE_NOTICE_NEED = cite(PENALTY_LAW, "第四十四条")
ARTICLE_NOT_HEAVIER = cite(PENALTY_LAW, "第四十五条第二款")
ARTICLE_HEARING = cite(PENALTY_LAW, "第六十三条")
ARTICLE_REQUEST = cite(PENALTY_LAW, "第六十四条第一项")
ARTICLE_HEARING_NOTICE = cite(PENALTY_LAW, "第六十四条第二项")
ARTICLE_HOST = cite(PENALTY_LAW, "第六十四条第四项")
ARTICLE_RECORD = cite(PENALTY_LAW, "第六十四条第八项")
ARTICLE_AFTER = cite(PENALTY_LAW, "第六十五条")
ARTICLE_HEARING_REPORT = cite(HEARING_RULES, "第二十九条")
ARTICLE_PUBLIC = cite(HEARING_RULES, "第二十二条第二款")
ARTICLE_REVIEW_AFTER = cite(PROCEDURE_RULES, "第五十条第二款")
ARTICLE_LEGAL_REVIEW = cite(PENALTY_LAW, "第五十八条")
ARTICLE_DISCUSSION = cite(PENALTY_LAW, "第五十七条第二款")
ARTICLE_OUTCOME = cite(PENALTY_LAW, "第五十七条第一款")
ARTICLE_NONE = cite(PENALTY_LAW, "第三十三条、第五十七条第一款")
ARTICLE_DISMISSAL = cite(PENALTY_LAW, "第五十七条第一款第三项")
ARTICLE_SELF_CORRECTION = cite(PENALTY_LAW, "第七十五条第二款")
ARTICLE_ANNOUNCEMENT = cite(PROCEDURE_RULES, "第八十二条第五项")

HEARING_PAUSE = Pause((HANDLING_PERIOD,), "hearing")
ANNOUNCEMENT_PAUSE = Pause((HANDLING_PERIOD,), "public_announcement")
