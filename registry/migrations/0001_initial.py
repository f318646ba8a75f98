import core.codes
import core.search
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('name', models.CharField(max_length=100, verbose_name='Name')),
                ('year', models.PositiveSmallIntegerField(verbose_name='Year')),
                ('purpose', models.CharField(blank=True, max_length=300, verbose_name='Purpose')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
            ],
            options={
                'ordering': ['-year', 'name'],
                'constraints': [models.UniqueConstraint(fields=('bureau', 'year', 'name'), name='registry_key_list_once')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('kind', models.CharField(choices=[('drug_holder', 'Drug marketing authorisation holder'), ('drug_manufacturer', 'Drug manufacturer'), ('drug_wholesaler', 'Drug wholesaler'), ('chain_headquarters', 'Headquarters of a retail pharmacy chain'), ('retail_pharmacy', 'Retail pharmacy'), ('medical_institution', 'Medical institution'), ('disease_control', 'Disease control centre or vaccination unit'), ('device_manufacturer', 'Medical device registrant or manufacturer'), ('device_distributor', 'Medical device distributor'), ('cosmetics_manufacturer', 'Cosmetics registrant, filer or manufacturer'), ('cosmetics_distributor', 'Cosmetics distributor'), ('beauty_salon', 'Beauty or hair salon'), ('online_platform', 'Online trading platform'), ('online_shop', 'Online shop'), ('research_or_testing', 'Research, trial or testing institution'), ('other_unit', 'Other unit'), ('individual', 'Individual')], max_length=32, verbose_name='Kind')),
                ('domains', core.codes.CodesField(blank=True, choices=[('drug', 'Drugs'), ('device', 'Medical devices'), ('cosmetic', 'Cosmetics')], default=(), max_length=400, verbose_name='Domains')),
                ('credit_code', models.CharField(blank=True, max_length=18, verbose_name='Unified social credit code')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='Address')),
                ('area', models.CharField(blank=True, choices=[('urban', 'Urban area'), ('urban_rural_fringe', 'Urban-rural fringe'), ('town', 'Town'), ('village', 'Village')], max_length=20, verbose_name='Area')),
                ('legal_representative', models.CharField(blank=True, max_length=50, verbose_name='Legal representative')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='Phone')),
                ('status', models.CharField(choices=[('operating', 'Operating'), ('suspended', 'Suspended'), ('closed', 'Closed')], default='operating', max_length=10, verbose_name='Status')),
                ('is_key', models.BooleanField(default=False, verbose_name='Key enterprise')),
                ('key_reason', models.CharField(blank=True, max_length=200, verbose_name='Why key')),
                ('risk_class', models.CharField(blank=True, choices=[('A', 'A: low risk'), ('B', 'B: moderate risk'), ('C', 'C: higher risk'), ('D', 'D: high risk')], editable=False, max_length=1, verbose_name='Risk class')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('search', core.search.SearchField(blank=True, default='', editable=False)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='accounts.bureau', verbose_name='Supervising bureau')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='accounts.region', verbose_name='Region')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('credit_code', ''), _negated=True), fields=('credit_code',), name='registry_party_credit_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Licence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('kind', models.CharField(choices=[('drug_production', 'Drug production licence'), ('drug_distribution', 'Drug distribution licence'), ('preparation', 'Medical-institution preparation licence'), ('device_production', 'Device production licence'), ('device_distribution', 'Device distribution licence'), ('device_filing', 'Device distribution filing'), ('cosmetics_production', 'Cosmetics production licence'), ('practice', 'Medical-institution practice licence'), ('other', 'Other')], max_length=24, verbose_name='Kind')),
                ('number', models.CharField(max_length=60, verbose_name='Number')),
                ('scope', models.TextField(blank=True, verbose_name='Scope')),
                ('issued_on', models.DateField(verbose_name='Issued on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Expires on')),
                ('revoked_on', models.DateField(blank=True, null=True, verbose_name='Revoked on')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='registry.party')),
            ],
            options={
                'ordering': ['party_id', 'kind', '-issued_on'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='registry_licence_number_once'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='registry_licence_period')],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('domain', models.CharField(choices=[('drug', 'Drugs'), ('device', 'Medical devices'), ('cosmetic', 'Cosmetics')], max_length=10, verbose_name='Domain')),
                ('key_varieties', core.codes.CodesField(blank=True, choices=[('vaccine', 'Vaccines'), ('blood_product', 'Blood products'), ('special_control', 'Specially controlled drugs'), ('centrally_procured', 'Centrally procured products'), ('sterile_device', 'Sterile devices'), ('implantable_device', 'Implantable devices'), ('medical_aesthetic', 'Medical-aesthetic products'), ('special_cosmetic', 'Special cosmetics'), ('children_cosmetic', "Children's cosmetics"), ('tcm_pieces', 'Traditional Chinese medicine pieces'), ('epidemic_control', 'Epidemic-control products')], default=(), max_length=400, verbose_name='Key varieties')),
                ('approval_number', models.CharField(blank=True, max_length=60, verbose_name='Approval number')),
                ('specification', models.CharField(blank=True, max_length=200, verbose_name='Specification')),
                ('search', core.search.SearchField(blank=True, default='', editable=False)),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.bureau')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='products', to='registry.party', verbose_name='Holder or filer')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('approval_number', ''), _negated=True), fields=('approval_number', 'specification', 'name'), name='registry_product_once')],
            },
        ),
        migrations.CreateModel(
            name='KeyListItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='Reason')),
                ('key_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='registry.keylist')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.party')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='registry.product')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', False), ('product', None)), models.Q(('party', None), ('product__isnull', False)), _connector='OR'), name='registry_key_list_item_party_or_product'), models.UniqueConstraint(condition=models.Q(('party__isnull', False)), fields=('key_list', 'party'), name='registry_key_list_party_once'), models.UniqueConstraint(condition=models.Q(('product__isnull', False)), fields=('key_list', 'product'), name='registry_key_list_product_once')],
            },
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='Version')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='Entered at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='Changed at')),
                ('number', models.CharField(max_length=60, verbose_name='Batch number')),
                ('produced_on', models.DateField(blank=True, null=True, verbose_name='Produced on')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='Expires on')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='registry.product')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('product', 'number'), name='registry_batch_once'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('produced_on', None), ('expires_on__gte', models.F('produced_on')), _connector='OR'), name='registry_batch_period')],
            },
        ),
        core.search.bigram_index('registry_party'),
        core.search.bigram_index('registry_product'),
    ]
