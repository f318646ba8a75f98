"""``manage.py deadline``: the contract, word for word."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from law.management.commands.deadline import Command

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"rule", "start", "due_on", "act_by", "provisional", "basis", "steps"}


def deadline(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("deadline", *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_the_answer_has_what_the_contract_names() -> None:
    answer = deadline("case_handling_period", "2025-07-04")

    assert answer.keys() >= KEYS
    assert answer["rule"] == "case_handling_period"
    assert answer["start"] == "2025-07-04"
    assert answer["due_on"] == answer["moved_to"] == "2025-10-09"
    assert answer["act_by"] == "2025-09-30"
    assert answer["provisional"] is False
    assert "第六十四条" in answer["basis"]
    assert all({"code", "params", "text"} == step.keys() for step in answer["steps"])


def test_suspensions_and_extensions() -> None:
    answer = deadline(
        *("case_handling_period", "2025-07-04", "--suspend", "2025-08-01:2025-08-20"),
        *("--suspend", "2025-08-15:2025-08-25", "--extend", "1"),
    )
    fixed = deadline(
        *("case_handling_period", "2025-07-04", "--extend", "2", "--extend-to", "2026-01-15")
    )

    assert answer["due_on"] == "2025-11-26"
    assert fixed["due_on"] == "2026-01-15"


def test_hours_answer_with_the_instant() -> None:
    answer = deadline("criminal_transfer_handover", "2025-10-03T15:00")

    assert answer["due_at"] == "2025-10-04T15:00:00+08:00"
    assert answer["due_on"] == "2025-10-04"


def test_a_day_rule_takes_the_day_of_a_time() -> None:
    assert deadline("fine_payment", "2025-07-04 23:59")["start"] == "2025-07-04"


def test_a_backward_rule_counts_from_the_event() -> None:
    assert deadline("hearing_notice_before_hearing", "2025-10-15")["due_on"] == "2025-09-28"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_rule", "2025-07-04"], "no_such_rule"),
        (["case_handling_period", "2025-02-30"], "2025-02-30"),
        (["case_handling_period", "yesterday"], "yesterday"),
        (["case_handling_period", "2025-07-04T25:00"], "25:00"),
        (["case_handling_period", "9999-12-31"], "9999"),
        (["hearing_threshold", "2025-07-04"], "hearing_threshold"),
        (["archive_handover", "2025-07-04"], "archive_handover"),
        (["report_reward_notice", "2025-07-04"], "report_reward_notice"),
        (["complaint_mediation", "2026-04-14"], "complaint_mediation_old"),
        (["case_handling_period", "2021-07-14"], "2021-07-15"),
        (["case_handling_period", "2025-07-04", "--extend", "2"], "2"),
        (["case_handling_period", "2025-07-04", "--extend", "3"], "3"),
        (["case_handling_period", "2025-07-04", "--extend", "many"], "many"),
        (["case_handling_period", "2025-07-04", "--extend-to", "2026-01-01"], "2026-01-01"),
        (["case_handling_period", "2025-07-04", "--suspend", "2025-08-01"], "2025-08-01"),
        (["case_handling_period", "2025-07-04", "--suspend", "2025-08-02:2025-08-01"], "08-01"),
        (["case_handling_period"], "START"),
    ],
)
def test_what_cannot_be_answered_exits_with_two_and_one_line(
    arguments: list[str], said: str
) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("deadline", *arguments, "--json", stdout=out)

    assert out.getvalue() == ""
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_explanation_without_json_names_dates_and_steps() -> None:
    out = io.StringIO()
    call_command("deadline", "seal_seize_period", "2025-09-03", stdout=out)

    text = out.getvalue()
    assert "2025-10-03" in text
    assert "2025-10-09" in text
    assert "2025-09-30" in text
    assert "1. " in text


@pytest.mark.parametrize(
    "arguments", [["no_such_rule", "2025-07-04"], ["case_handling_period"], ["--nonsense"]]
)
def test_the_shell_gets_exit_code_two_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        Command().run_from_argv(["manage.py", "deadline", *arguments])

    said = capsys.readouterr()
    assert refused.value.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_from_the_shell_without_a_database(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", "deadline", *words],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "YAOAN_VAR": str(tmp_path), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    answered = run("fine_payment", "2025-07-04", "--json")
    assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout)["due_on"] == "2025-07-21"
    assert answered.stderr == ""
    assert not list(tmp_path.rglob("*.sqlite3"))
