"""What the invented parties did: provisions of the catalogue with plausible amounts."""

from dataclasses import dataclass

from law.vocabularies import ClueSource, DefectGrade, Domain, PartyKind


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way to break the law.

    Args:
        provision: id of the catalogue. level, activity: as the provision distinguishes.
        violation: the words in the case's name.
        facts: what the file says. finding: what the inspection says.
        goods: from and to, yuan. kinds: of party.
        mitigated: small shops are often fined below the minimum, with a ground.
    """

    provision: str
    violation: str
    domain: Domain
    kinds: tuple[PartyKind, ...]
    facts: str
    finding: str
    goods: tuple[int, int]
    activity: str = ""
    level: str = "normal"
    mitigated: bool = False


SCENARIOS = (
    Scenario(
        "drug_inferior_production_sale",
        "销售劣药（超过有效期药品）",
        Domain.DRUG,
        (PartyKind.RETAIL_PHARMACY,),
        "货架上陈列待售的药品已超过有效期，购销记录和现场照片证明已售出部分。",
        "货架上有超过有效期的药品待售",
        (300, 4800),
        activity="retail",
        mitigated=True,
    ),
    Scenario(
        "drug_illegal_purchase_channel",
        "从不具备资格的单位购进药品",
        Domain.DRUG,
        (PartyKind.RETAIL_PHARMACY, PartyKind.MEDICAL_INSTITUTION),
        "不能提供供货单位资质和随货同行单，经查供货人无药品经营资格。",
        "部分药品不能提供供货单位资质和购进凭证",
        (1200, 24000),
        mitigated=True,
    ),
    Scenario(
        "drug_use_of_inferior",
        "使用劣药（超过有效期药品）",
        Domain.DRUG,
        (PartyKind.MEDICAL_INSTITUTION,),
        "处置室内存放超过有效期的注射用药并已用于患者，有处方和收费记录。",
        "处置室存放超过有效期的药品",
        (100, 2600),
        activity="retail",
        mitigated=True,
    ),
    Scenario(
        "device_noncompliant_expired_etc",
        "经营过期的医疗器械",
        Domain.DEVICE,
        (PartyKind.DEVICE_DISTRIBUTOR, PartyKind.RETAIL_PHARMACY),
        "库房合格区内存放超过有效期的医疗器械，未与合格品分开。",
        "合格区存放超过有效期的医疗器械",
        (600, 18000),
    ),
    Scenario(
        "device_qms_label_storage_transfer",
        "未按说明书和标签标示要求贮存医疗器械",
        Domain.DEVICE,
        (PartyKind.DEVICE_DISTRIBUTOR,),
        "冷藏设备温度记录超出标签标示的贮存范围，未采取措施。",
        "冷藏设备温度超出标签标示的贮存范围",
        (2000, 9000),
    ),
    Scenario(
        "cosmetics_nonstandard_gmp_expired",
        "经营超过使用期限的化妆品",
        Domain.COSMETIC,
        (PartyKind.COSMETICS_DISTRIBUTOR,),
        "销售货架上有超过使用期限的化妆品，销售记录证明已售出部分。",
        "货架上有超过使用期限的化妆品",
        (200, 12000),
    ),
    Scenario(
        "cosmetics_records_selfcheck_storage_adr",
        "未建立并执行进货查验记录制度",
        Domain.COSMETIC,
        (PartyKind.COSMETICS_DISTRIBUTOR,),
        "不能提供进货查验记录，经责令改正后仍未建立制度。",
        "未建立并执行进货查验记录制度",
        (500, 3000),
    ),
    Scenario(
        "drug_inferior_production_sale",
        "生产劣药（含量测定不符合规定）",
        Domain.DRUG,
        (PartyKind.DRUG_MANUFACTURER,),
        "抽检批次含量测定不符合规定，复验结果一致，产品已部分售出并召回。",
        "批生产记录显示中间体含量异常未作偏差调查",
        (60000, 420000),
        activity="manufacture",
    ),
)
SMALL_FINDINGS = (
    ("药品分类摆放不规范，处方药与非处方药混放", DefectGrade.GENERAL),
    ("温湿度记录缺少近三日数据", DefectGrade.GENERAL),
    ("执业药师不在岗未挂牌告知", DefectGrade.MAJOR),
    ("进货查验记录填写不完整", DefectGrade.GENERAL),
    ("冷藏柜温度监测探头未按期校准", DefectGrade.MAJOR),
    ("拆零销售记录不完整", DefectGrade.GENERAL),
)
SOURCES = (
    ClueSource.COMPLAINT,
    ClueSource.REPORT,
    ClueSource.SAMPLING,
    ClueSource.MONITORING_REPORT,
    ClueSource.ONLINE_MONITORING,
    ClueSource.TRANSFERRED,
    ClueSource.ASSIGNED,
    ClueSource.MEDIA,
)
MITIGATION = "《中华人民共和国行政处罚法》第三十二条第一项"
