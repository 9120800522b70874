"""Judges that are Python programs: each reads files and prints a line of JSON for each.

judge.py request SERVICE OPERATION FILE...   what botocore has against a request ([] where nothing)
judge.py template FILE...                    a CloudFormation template as cfn-lint's own parser reads it
judge.py policy FILE...                      what parliament has against an IAM policy
judge.py partitions FILE...                  the partitions that Athena can read for a query, for each use of a table
"""

import json
import sys


def request(service, operation, *files):
    from botocore.loaders import Loader
    from botocore.model import ServiceModel
    from botocore.validate import ParamValidator

    shape = ServiceModel(Loader().load_service_model(service, "service-2")).operation_model(operation).input_shape
    for file in files:
        with open(file, encoding="utf-8") as text:
            value = json.load(text)
        report = ParamValidator().validate(value, shape)
        yield [line for line in report.generate_report().split("\n") if line] + list(too_long(value, shape, ""))


def too_long(value, shape, path):
    """What botocore leaves to the service: the lengths that its model declares."""
    most = shape.metadata.get("max")
    if isinstance(value, str) and most is not None and len(value) > most:
        yield f"{path} has {len(value)} characters, {most} are allowed"
    if shape.type_name == "structure" and isinstance(value, dict):
        for key, inner in value.items():
            if key in shape.members:
                yield from too_long(inner, shape.members[key], f"{path}.{key}")
    if shape.type_name == "list" and isinstance(value, list):
        if most is not None and len(value) > most:
            yield f"{path} has {len(value)} items, {most} are allowed"
        for at, inner in enumerate(value):
            yield from too_long(inner, shape.member, f"{path}[{at}]")
    if shape.type_name == "map" and isinstance(value, dict):
        for key, inner in value.items():
            yield from too_long(key, shape.key, f"{path}.{key}")
            yield from too_long(inner, shape.value, f"{path}.{key}")


def template(*files):
    from cfnlint.decode import cfn_yaml

    for file in files:
        yield cfn_yaml.load(file)


def policy(*files):
    from parliament import analyze_policy_string

    for file in files:
        with open(file, encoding="utf-8") as text:
            findings = analyze_policy_string(text.read()).findings
        yield [f"{finding.issue} {finding.detail} {finding.location}" for finding in findings]


def partitions(*files):
    import sqlglot
    from sqlglot import exp

    for file in files:
        with open(file, encoding="utf-8") as text:
            tree = sqlglot.parse_one(text.read(), read="athena")
        ctes = {cte.alias for cte in tree.find_all(exp.CTE)}
        yield [bounds(table) for table in tree.find_all(exp.Table) if table.name not in ctes]


def bounds(table):
    """What the WHERE of a table's own SELECT demands of it: only what is joined by AND at the top counts."""
    from sqlglot import exp

    select = table.find_ancestor(exp.Select)
    where = select.args.get("where")
    held = list(where.this.unnest().flatten()) if where and isinstance(where.this.unnest(), exp.And) else []
    if where and not held:
        held = [where.this]
    found = {"table": table.name}
    for term in held:
        term = term.unnest()
        name = term.this.name if isinstance(term.this, exp.Column) else None
        if isinstance(term, exp.In) and term.expressions and all(one.is_string for one in term.expressions):
            found[name] = [one.this for one in term.expressions]
        elif isinstance(term, (exp.GTE, exp.LTE)) and term.expression.is_string:
            found[f"{name} {'>=' if isinstance(term, exp.GTE) else '<='}"] = term.expression.this
    return found


for answer in {"request": request, "template": template, "policy": policy, "partitions": partitions}[sys.argv[1]](*sys.argv[2:]):
    print(json.dumps(answer))
