import re

from tests.house.sources import files, place, told

TEXT = (".py", ".html", ".css", ".js", ".md", ".toml", ".yml", ".yaml", ".json", ".in", ".txt")
TEXT += (".sh", ".conf", ".po", ".svg", ".example", "")
# Built from parts: this file is read too.
PLACES = re.compile(
    "|".join(["/" + "root/", "/" + "work/", "/" + "home/[a-z]", "/tm" + "p/[a-z]"])
)
DOWNLOADS = re.compile(
    r"files\.python" + r"hosted|registry\." + r"npmjs|pypi\." + r"org/simple"
)


def faults_of(pattern):
    return [
        f"{place(path, number)} {line.strip()[:80]}"
        for path in files(*TEXT)
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_folder_of_one_machine():
    faults = faults_of(PLACES)
    assert not faults, told("Paths are relative, or come from the settings:", faults)


def test_no_file_names_a_package_host():
    faults = faults_of(DOWNLOADS)
    assert not faults, told("Every office has its own mirror:", faults)
