"""Enterprises, products and key lists of the demonstration."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from accounts.models import Bureau, BureauKind, Region, Role
from law.vocabularies import AreaTag, Domain, KeyVariety, PartyKind
from registry.models import Party, Product
from registry.models.party import LicenceKind
from registry.services.intake import register_parties
from registry.services.key_lists import add_items, create_key_list
from registry.services.licences import add_licence
from registry.services.parties import NewParty
from registry.services.products import add_batch, register_product
from reporting.demo.names import Names
from reporting.demo.people import PROVINCE, Team


@dataclass(frozen=True, slots=True)
class Trade:
    kind: PartyKind
    suffix: str
    domains: tuple[str, ...]
    licence: LicenceKind | None
    prefix: str


PHARMACY = Trade(
    PartyKind.RETAIL_PHARMACY,
    "大药房",
    (Domain.DRUG.value, Domain.DEVICE.value),
    LicenceKind.DRUG_DISTRIBUTION,
    "陕CA",
)
CLINIC = Trade(
    PartyKind.MEDICAL_INSTITUTION,
    "诊所",
    (Domain.DRUG.value, Domain.DEVICE.value),
    LicenceKind.PRACTICE,
    "PDY",
)
COSMETICS = Trade(
    PartyKind.COSMETICS_DISTRIBUTOR, "化妆品店", (Domain.COSMETIC.value,), None, ""
)
DEVICES = Trade(
    PartyKind.DEVICE_DISTRIBUTOR,
    "医疗器械有限公司",
    (Domain.DEVICE.value,),
    LicenceKind.DEVICE_DISTRIBUTION,
    "陕械经营许",
)
MAKER = Trade(
    PartyKind.DRUG_MANUFACTURER,
    "制药有限公司",
    (Domain.DRUG.value,),
    LicenceKind.DRUG_PRODUCTION,
    "陕",
)
WHOLESALER = Trade(
    PartyKind.DRUG_WHOLESALER,
    "医药有限公司",
    (Domain.DRUG.value, Domain.DEVICE.value),
    LicenceKind.DRUG_DISTRIBUTION,
    "陕AA",
)
COUNTY_TRADES = (PHARMACY, PHARMACY, CLINIC, COSMETICS, DEVICES)
AREAS = (AreaTag.URBAN, AreaTag.URBAN_RURAL_FRINGE, AreaTag.TOWN, AreaTag.VILLAGE)
PRODUCTS = (
    ("重组新型冠状病毒疫苗", Domain.DRUG, (KeyVariety.VACCINE,), "国药准字S20220001"),
    ("人血白蛋白", Domain.DRUG, (KeyVariety.BLOOD_PRODUCT,), "国药准字S20200012"),
    ("连翘饮片", Domain.DRUG, (KeyVariety.TCM_PIECES,), ""),
    ("复方甘草片", Domain.DRUG, (KeyVariety.SPECIAL_CONTROL,), "国药准字H61020001"),
    (
        "一次性使用无菌注射器",
        Domain.DEVICE,
        (KeyVariety.STERILE_DEVICE,),
        "陕械注准20212140001",
    ),
    ("骨科接骨板", Domain.DEVICE, (KeyVariety.IMPLANTABLE_DEVICE,), "国械注准20203130002"),
    (
        "儿童保湿面霜",
        Domain.COSMETIC,
        (KeyVariety.CHILDREN_COSMETIC,),
        "陕G妆网备字2021000123",
    ),
    ("祛斑美白霜", Domain.COSMETIC, (KeyVariety.SPECIAL_COSMETIC,), "国妆特字20210045"),
)


class Parties:
    """Registers what the officers supervise; keeps it by bureau."""

    def __init__(self, teams: dict[str, Team], on: date, today: date) -> None:
        self.teams, self.on, self.today = teams, on, today
        self.names = Names(2022)
        self.of: dict[str, list[Party]] = defaultdict(list)

    def build(self) -> dict[str, list[Party]]:
        """Several of every trade in each county, makers and wholesalers in each city."""
        for team in self.teams.values():
            kind = team.bureau.kind
            if kind == BureauKind.COUNTY:
                self._register(team, COUNTY_TRADES, Role.INSPECTOR)
            elif kind == BureauKind.CITY:
                self._register(team, (PHARMACY, WHOLESALER, MAKER), Role.INSPECTOR)
        self._licences()
        self._products()
        self._key_list()
        return self.of

    def _register(self, team: Team, trades: tuple[Trade, ...], role: Role) -> None:
        region = self._region(team.bureau)
        rows = [self._new(trade, region, team.bureau) for trade in trades]
        self.of[team.bureau.code] = register_parties(rows, by=team.one(role), on=self.on)

    def _new(self, trade: Trade, region: Region, bureau: Bureau) -> NewParty:
        random = self.names.random
        key = trade in (MAKER, WHOLESALER)
        return NewParty(
            name=self.names.enterprise(region.name, trade.suffix),
            kind=trade.kind.value,
            domains=trade.domains,
            region=region,
            bureau=bureau,
            credit_code=self.names.credit_code(region.code),
            address=f"{region.name}人民路{random.randrange(1, 200)}号",
            area=random.choice(AREAS).value,
            legal_representative=self.names.person(),
            phone=self.names.phone(),
            is_key=key,
            key_reason="生产、批发重点企业" if key else "",
            is_demo=True,
        )

    def _region(self, bureau: Bureau) -> Region:
        region: Region = bureau.regions.all()[0]
        return region

    @transaction.atomic
    def _licences(self) -> None:
        """Licences of makers and wholesalers, and of the pharmacies of two counties."""
        trades = {trade.kind: trade for trade in (PHARMACY, CLINIC, MAKER, WHOLESALER)}
        number = 0
        for code, rows in self.of.items():
            team = self.teams[code]
            shown = team.bureau.kind == BureauKind.CITY or code in ("610113", "610502")
            for party in rows if shown else ():
                trade = trades.get(PartyKind(party.kind))
                if trade is None or trade.licence is None:
                    continue
                number += 1
                soon = number % 7 == 0
                add_licence(
                    party=party,
                    kind=trade.licence,
                    number=f"{trade.prefix}{party.region_id}{number:05}",
                    issued_on=self.today - timedelta(days=1780 if soon else 600),
                    expires_on=self.today + timedelta(days=45 if soon else 1200),
                    scope="按许可范围",
                    by=team.one(Role.INSPECTOR),
                    on=self.today,
                )

    @transaction.atomic
    def _products(self) -> None:
        team = self.teams["610100"]
        makers = [one for one in self.of["610100"] if one.kind == PartyKind.DRUG_MANUFACTURER]
        for at, (name, domain, varieties, approval) in enumerate(PRODUCTS):
            product = register_product(
                name=f"{name}（演示）",
                domain=domain.value,
                key_varieties=[variety.value for variety in varieties],
                approval_number=f"{approval}示" if approval else "",
                specification="标准规格",
                holder=makers[0] if domain == Domain.DRUG else None,
                by=team.one(Role.INSPECTOR),
                on=self.today,
            )
            for month in (1, 4):
                add_batch(
                    product=product,
                    number=f"2201{month:02}{at:02}",
                    produced_on=date(2022, month, 10),
                    expires_on=date(2025, month, 9),
                    by=team.one(Role.INSPECTOR),
                    on=self.today,
                )

    def _key_list(self) -> None:
        """The key enterprises and products of 2022 and of this year."""
        team = self.teams[PROVINCE]
        keys = Party.objects.filter(is_key=True)
        for year in (2022, self.today.year):
            key_list = create_key_list(
                name="重点企业和重点产品名单",
                year=year,
                bureau=team.bureau,
                purpose="专项整治检查覆盖",
                by=team.one(Role.CAMPAIGN_OFFICER),
                on=self.on,
            )
            add_items(
                key_list,
                parties=keys,
                products=Product.objects.all(),
                reason="省局确定",
                by=team.one(Role.CAMPAIGN_OFFICER),
                on=self.on,
            )
