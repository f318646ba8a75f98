"""A person before a browser: signs in, reads, types, presses what the page offers.

What is pressed is known by the act behind it and what is filled in by its name: the words
on the page may change, a test stays.
"""

import re
from typing import Any

from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

from tests.factories.accounts import PASSWORD

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
BROKEN = 400
LATIN = re.compile(r"[A-Za-z][\w'’.-]+", re.ASCII)
# Names with a digit or an underscore are codes: user names, numbers, figures of the API.
CODE = re.compile(r"[0-9_]")
# Letters that stand on Chinese pages rightly: formats, standards, keys, the other language.
NO_WORDS = frozenset(
    {
        "XLSX",
        "API",
        "English",
        "Enter",
        "GSP",
        "GMP",
        "GLP",
        "GCP",
        "BE",
        "DSUR",
        "UDI",
        "JSON",
        "CSV",
        "XLS",
        "ODS",
        "MB",
        "AES",
        "PDF",
        "DOCX",
        "XML",
        "JPEG",
        "PNG",
    }
)


class Seat:
    """One browser window of one person."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.complaints: list[str] = []
        self.refusals: set[int] = set()
        page.set_default_timeout(15_000)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        # A refusal is judged by its status, below.
        told = not message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and told:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= BROKEN and response.status not in self.refusals:
            self.complaints.append(f"{response.status} from {response.url}")

    def enter(self, username: str) -> None:
        """Through the sign-in page."""
        self.page.goto(f"{self.home}{reverse('account_login')}")
        self.page.fill("input[name=login]", username)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")

    def sign_in(self, username: str) -> None:
        self.enter(username)
        self.page.wait_for_url(f"{self.home}/")

    def open(self, name: str, *args: Any, query: str = "") -> None:
        """A page by the name of its address."""
        self.page.goto(f"{self.home}{reverse(name, args=args)}{query}")

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def place(self) -> Locator:
        """Where one types now: the open dialog, else the page."""
        dialog = self.page.locator("#dialog[open]")
        return dialog if dialog.count() else self.main

    def press(self, name: str, *args: Any) -> None:
        """A link of the page to an act or another page; opens its dialog if it has one."""
        link = self.main.locator(f"a[href^='{reverse(name, args=args)}']:visible").first
        in_dialog = link.get_attribute("data-dialog") is not None
        link.click()
        if in_dialog:
            expect(self.page.locator("#dialog[open] form")).to_be_visible()
        else:
            self.page.wait_for_load_state()

    def offers(self, name: str, *args: Any) -> bool:
        """Whether the page has a link to this act."""
        return self.main.locator(f"a[href^='{reverse(name, args=args)}']").count() > 0

    def fill(self, **typed: str) -> None:
        """Fields by name: text is typed, an option or a choice is taken by its value."""
        for name, value in typed.items():
            field = self.place.locator(f"[name={name}]")
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                self.place.locator(f"[name={name}][value='{value}']").check()
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def tick(self, text: str) -> None:
        """A box, by the text beside it."""
        self.place.get_by_label(text, exact=True).check()

    def find(self, name: str, words: str) -> None:
        """The first of what a combobox finds for some words."""
        box = self.place.locator(f"select[name={name}] + .combo")
        box.locator("input").press_sequentially(words)
        box.get_by_role("option").filter(has_text=words).first.click()

    def send(self, form: str = "form.sheet", *, sure: bool = False) -> None:
        """A form by its button; ``sure`` answers the question whether one is."""
        button = self.place.locator(f"{form} button[type=submit]").first
        with self.page.expect_navigation():
            button.click()
            if sure:
                self.page.locator("#confirm [data-answer=yes]").click()
        self.page.wait_for_load_state()

    def reads(self, text: str) -> None:
        """The page shows this text."""
        expect(self.main).to_contain_text(text)

    def foreign_words(self) -> list[str]:
        """Words in Latin letters that a Chinese page should not show."""
        found = set(LATIN.findall(self.page.locator("body").inner_text()))
        return sorted(word for word in found - NO_WORDS if not CODE.search(word))

    def is_too_wide(self) -> bool:
        """Whether the page scrolls sideways."""
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(wider))
