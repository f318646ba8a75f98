"""From here on the database refuses every change to an audit row."""

from django.db import migrations

from audit.triggers import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [refuse_changes()]
