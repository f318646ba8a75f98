"""What must be true of the acts that start and meet periods; one sentence a finding."""

from collections.abc import Iterator

from law.period_acts import acts_of, named_acts, period_ids, stages_with_acts
from law.period_kinds import Stage
from law.periods import all_periods


def act_findings() -> Iterator[str]:
    """Everything wrong with the acts of the periods."""
    stages = stages_with_acts()
    for stage in sorted(stages - set(Stage.values)):
        yield f"acts: unknown stage {stage}"
    rules = {rule.id: rule for rule in all_periods()}
    for rule_id in sorted(period_ids() - rules.keys()):
        yield f"acts: period {rule_id} is not there"
    for rule in rules.values():
        if rule.stage in stages and rule.id not in period_ids():
            yield f"acts: period {rule.id} of the stage {rule.stage} names none"
    yield from _of_acts()


def _of_acts() -> Iterator[str]:
    used: set[str] = set()
    for rule_id in sorted(period_ids()):
        acts = acts_of(rule_id)
        if acts is None or not acts.met_by:
            yield f"acts: nothing meets {rule_id}"
            continue
        both = set(acts.started_by) & set(acts.met_by)
        if both:
            yield f"acts: {rule_id} is started and met by one act"
        used |= {act.code for act in (*acts.started_by, *acts.met_by)}
    for code, act in named_acts().items():
        if code not in used:
            yield f"acts: {code} is named and not used"
        if code.count(".") != 1 or not act.title.zh or not act.title.en:
            yield f"acts: {code} is no act with two titles"
