"""How provisions speak: levels, activities, bases, and kinds with their disclosure code."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """The tiers of a provision, from the lightest to the gravest."""

    NORMAL = "normal", _("Ordinary circumstances")
    REFUSES_TO_CORRECT = "refuses_to_correct", _("Not corrected in time or refused")
    SERIOUS = "serious", _("Serious circumstances")
    HARM_CAUSED = "harm_caused", _("Harmful consequences caused")
    GRAVE_CONSEQUENCES = "grave_consequences", _("Grave consequences caused")


class Activity(TextChoices):
    """What the party did with the goods, where the floor depends on it."""

    MANUFACTURE = "manufacture", _("Manufacture")
    WHOLESALE = "wholesale", _("Wholesale")
    RETAIL = "retail", _("Retail")
    USE = "use", _("Use, punished as retail")


class FineBase(TextChoices):
    """What a fine is a multiple of, or what decides its bracket."""

    GOODS_VALUE = "goods_value", _("goods value")
    ILLEGAL_INCOME = "illegal_income", _("illegal income")
    RECALL_GOODS_VALUE = "recall_goods_value", _("value of the goods to be recalled")
    PERSONAL_INCOME_DURING_VIOLATION = (
        "personal_income_during_violation",
        _("income drawn from the unit during the violation"),
    )
    PERSONAL_INCOME_PREVIOUS_YEAR = (
        "personal_income_previous_year",
        _("income drawn from the unit in the previous year"),
    )
    FIXED = "fixed", _("none: fixed amounts")


class PenaltyKind(TextChoices):
    """Keys as the provisions use them, in the order of the Administrative Penalty Law."""

    WARNING = "warning", _("Warning")
    CIRCULATE_CRITICISM = "circulate_criticism", _("Circulated criticism")
    FINE = "fine", _("Fine")
    CONFISCATE_ILLEGAL_INCOME = "confiscate_illegal_income", _("Confiscation of illegal income")
    CONFISCATE_PERSONAL_INCOME = (
        "confiscate_personal_income",
        _("Confiscation of income drawn from the unit during the violation"),
    )
    CONFISCATE_GOODS = "confiscate_goods", _("Confiscation of illegal goods")
    CONFISCATE_TOOLS = (
        "confiscate_tools_materials",
        _("Confiscation of tools, equipment and materials"),
    )
    COLLECT_GOODS = "collect_goods", _("Collection of the goods without penalty")
    SUSPEND_LICENCE = "suspend_licence", _("Suspension of a licence")
    SUSPEND_PRACTICE = "suspend_practice", _("Suspension of professional practice")
    DOWNGRADE = "downgrade", _("Downgrading of qualification")
    REVOKE_LICENCE = "revoke_licence", _("Revocation of the licence")
    REVOKE_APPROVAL = "revoke_approval", _("Revocation of the approval document")
    REVOKE_QUALIFICATION = "revoke_qualification", _("Revocation of the qualification")
    REVOKE_DESIGNATION = "revoke_designation", _("Withdrawal of the designation")
    REVOKE_PRACTICE_CERTIFICATE = (
        "revoke_practice_certificate",
        _("Revocation of the practice certificate"),
    )
    REVOKE_MEDICAL_LICENCE = (
        "revoke_medical_institution_licence",
        _("Revocation of the medical institution's licence"),
    )
    REVOKE_BUSINESS_LICENCE = (
        "revoke_business_licence",
        _("Revocation of the business licence"),
    )
    WITHDRAW_PERMIT = "withdraw_permit", _("Annulment of the permit")
    CANCEL_FILING = "cancel_filing", _("Cancellation of the filing")
    ACTIVITY_BAN = "activity_ban", _("Ban on the activity")
    APPLICATION_BAN = "application_ban", _("Applications not accepted for years")
    REFUSE_APPLICATION = "refuse_application", _("Application refused")
    IMPORT_BAN = "import_ban", _("Import ban")
    SUSPEND_SALE = "suspend_sale", _("Suspension of sale")
    SUSPEND_USE = "suspend_use", _("Suspension of use")
    ORDER_STOP_USE = "order_stop_use", _("Order to stop use")
    ORDER_STOP_TRIAL = "order_stop_trial", _("Order to stop the clinical trial")
    SUSPEND_BUSINESS = "suspend_business", _("Suspension of production or business")
    ORDER_CLOSE = "order_close", _("Order to close down")
    INDUSTRY_BAN = "industry_ban", _("Ban from the industry")
    DETENTION = "detention_by_police", _("Administrative detention by the police")
    PUBLIC_SECURITY_PENALTY = "public_security_penalty", _("Penalty by public security")
    ORDER_TO_CORRECT = "order_to_correct", _("Order to correct")
    PUBLIC_NOTICE = "public_notice", _("Public announcement of the product and the unit")
    REFUND_ORDER = "refund_order", _("Order to refund")
    DESTROY_GOODS = "destroy_goods", _("Destruction of the goods")
    DATA_NOT_USABLE = "data_not_usable", _("Trial data not accepted")
    DISCIPLINARY_ACTION = "disciplinary_action", _("Disciplinary action")
    ORDER_DISMISSAL = "order_dismissal", _("Order to dismiss the person")
    NOTIFY_HEALTH_AUTHORITY = "notify_health_authority", _("Notice to the health authority")
    CRIMINAL_TRANSFER = "criminal_transfer", _("Criminal liability")


# Codes of the disclosure feed (双公示): 01 warning … 14 closure, 07 everything else the
# laws and administrative regulations call a penalty. What is not a penalty has no code.
DISCLOSURE_CODES: dict[PenaltyKind, str] = {
    PenaltyKind.WARNING: "01",
    PenaltyKind.FINE: "02",
    PenaltyKind.CONFISCATE_ILLEGAL_INCOME: "03",
    PenaltyKind.CONFISCATE_PERSONAL_INCOME: "03",
    PenaltyKind.SUSPEND_BUSINESS: "04",
    PenaltyKind.REVOKE_LICENCE: "05",
    PenaltyKind.REVOKE_APPROVAL: "05",
    PenaltyKind.REVOKE_QUALIFICATION: "05",
    PenaltyKind.REVOKE_PRACTICE_CERTIFICATE: "05",
    PenaltyKind.REVOKE_MEDICAL_LICENCE: "05",
    PenaltyKind.REVOKE_BUSINESS_LICENCE: "05",
    PenaltyKind.DETENTION: "06",
    PenaltyKind.REVOKE_DESIGNATION: "07",
    PenaltyKind.WITHDRAW_PERMIT: "07",
    PenaltyKind.CANCEL_FILING: "07",
    PenaltyKind.CIRCULATE_CRITICISM: "08",
    PenaltyKind.CONFISCATE_GOODS: "09",
    PenaltyKind.CONFISCATE_TOOLS: "09",
    PenaltyKind.DOWNGRADE: "10",
    PenaltyKind.SUSPEND_LICENCE: "11",
    PenaltyKind.SUSPEND_PRACTICE: "11",
    PenaltyKind.ACTIVITY_BAN: "12",
    PenaltyKind.APPLICATION_BAN: "12",
    PenaltyKind.IMPORT_BAN: "12",
    PenaltyKind.SUSPEND_SALE: "12",
    PenaltyKind.SUSPEND_USE: "12",
    PenaltyKind.INDUSTRY_BAN: "13",
    PenaltyKind.ORDER_CLOSE: "14",
}


def disclosure_code(kind: str) -> str | None:
    """The disclosure feed's code of a kind; None where the kind is not a penalty."""
    return DISCLOSURE_CODES.get(PenaltyKind(kind))
