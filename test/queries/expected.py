"""The answers of trailq's queries over a folder of CloudTrail log files, worked out another way.

Written from sections 3, 4 and 5 of the query catalogue, in another language than trailq; the columns of section 2 come
from count_derived.py, which shares nothing with trailq either. Standard library only.

    python3 expected.py FOLDER < cases.json

where the cases are a list of {"query": id, "input": {...}}; prints a list with the rows of each, columns in order.
"""

import collections
import datetime
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "events"))
from count_derived import at, derive, files, first, read, records, text  # noqa: E402

LIST_CAP = 20


# --- events: the columns of section 2, and those fields of the record that some answer shows


def resource(record, service):
    """The four services whose resources count_derived.py leaves out."""
    request, response = record.get("requestParameters"), record.get("responseElements")

    def of(source, *names):
        return first(*(at(source, name) for name in names))

    if service == "redshift-serverless":
        if re.search("Workgroup|Credentials", record["eventName"]):
            return first(at(request, "workgroupName"), at(response, "workgroup", "workgroupName"))
        return first(at(request, "namespaceName"), at(response, "namespace", "namespaceName"))
    if service == "aoss":
        details = ("createCollectionDetail", "securityPolicyDetail", "accessPolicyDetail")
        return first(at(request, "name"), *(at(response, detail, "name") for detail in details), at(request, "id"))
    if service == "devops-guru":
        collection = (request or {}).get("ResourceCollection")
        named = of(request, "Id", "InsightId")
        return named if named or collection is None else json.dumps(collection, separators=(",", ":"))
    if service == "ec2":
        item = ("instancesSet", "items", 0, "instanceId")
        named = of(request, "groupId", "instanceId") or at(request, *item)
        others = of(request, "vpcId", "subnetId", "snapshotId", "volumeId", "imageId", "routeTableId", "networkAclId")
        return first(named, others, at(response, "groupId"), at(response, *item))
    return None


def event(record, path):
    columns = derive(record, path)
    if columns.get("resource") is None:
        columns["resource"] = resource(record, columns["service"])
    attributes = ("userIdentity", "sessionContext", "attributes")
    return {
        **columns,
        "event_time": record.get("eventTime"),
        "event_id": record.get("eventID"),
        "event_name": record.get("eventName"),
        "event_version": record.get("eventVersion"),
        "event_category": record.get("eventCategory"),
        "management_event": text(record.get("managementEvent")),
        "source_ip": record.get("sourceIPAddress"),
        "user_agent": record.get("userAgent"),
        "access_key": at(record, "userIdentity", "accessKeyId") or None,
        "ui_type": at(record, "userIdentity", "type"),
        "mfa": at(record, *attributes, "mfaAuthenticated"),
        "from_console": text(record.get("sessionCredentialFromConsole")),
        "read_only": text(record.get("readOnly")),
        "error_code": record.get("errorCode"),
        "error_message": record.get("errorMessage"),
        "outcome": "failed" if columns["failed"] else "ok",
        "request": record.get("requestParameters"),
        "response": record.get("responseElements"),
    }


def every_event(folder):
    for path in files(folder):
        if "/CloudTrail/" in path and path.endswith((".json", ".json.gz")):
            for value in read(path):
                for record in records(value):
                    yield event(record, path)


# --- what answers have in common


def ascending(value):
    """A sort key that puts nothing last."""
    return (value is None, "" if value is None else value)


def matches(value, patterns, flags=0):
    """Whether a text is one of the patterns, in which * stands for any text."""
    return value is not None and any(
        re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), value, flags | re.DOTALL) for pattern in patterns
    )


def listed(value):
    return value if isinstance(value, list) else [part.strip() for part in value.split(",")]


def grouped(events, *columns):
    groups = collections.defaultdict(list)
    for e in events:
        groups[tuple(e[column] for column in columns)].append(e)
    return groups


def count(events, condition):
    return sum(1 for e in events if condition(e))


def failures(events):
    return count(events, lambda e: e["failed"])


def distinct(events, column):
    return sorted({e[column] for e in events} - {None})


def span(events):
    times = [e["event_time"] for e in events]
    return min(times), max(times)


def moment(e):
    return e["event_time"] + (e["event_id"] or "")


def latest(events, column):
    """A column of the latest event; without an id, the greatest of the last second's."""
    last = max(moment(e) for e in events)
    return max((e[column] for e in events if moment(e) == last), key=lambda value: value or "")


def earliest(events, column):
    begin = min(moment(e) for e in events)
    return min((e[column] for e in events if moment(e) == begin), key=lambda value: value or "")


def seen(events):
    begin, end = span(events)
    return {"first_seen": begin, "last_seen": end}


def most_first(rows, *keys):
    return sorted(rows, key=lambda row: (-row["events"], *(ascending(row[key]) for key in keys)))


WHO_AND_WHERE = "caller caller_kind source_ip region account resource outcome error_code".split()


def rows_of(events, columns, oldest_first=False):
    # Events without an id come last in their second, in the order of what was asked for.
    by_id = sorted(events, key=lambda e: (ascending(e["event_id"]), ascending(e["account"]), json.dumps(e["request"])))
    by_time = sorted(by_id, key=lambda e: e["event_time"], reverse=not oldest_first)
    return [{column: e[column] for column in columns} for e in by_time]


def cut(instant, bucket):
    return {"minute": instant[:16] + ":00Z", "hour": instant[:13] + ":00:00Z", "day": instant[:10]}[bucket]


KEY_OF_BY = {"ip": "source_ip", "access-key": "access_key", "user-agent": "user_agent", "kind": "caller_kind"}


# --- pack core


def failed_calls(events, by="error", error=None, ignoreBenign=False):
    keys = {"error": ["error_code", "error_class"], "caller": ["error_code", "error_class", "principal"], "event": []}
    chosen = []
    for e in events:
        benign = ignoreBenign and e["error_class"] == "not-found" and not e["is_write"]
        if e["failed"] and not benign and (error is None or matches(e["error_code"], listed(error))):
            chosen.append({**e, "error_code": e["error_code"] or "(none)"})
    keys = ["service", "event_name", *keys[by]]
    rows = []
    for key, group in grouped(chosen, *keys).items():
        rows.append({
            **dict(zip(keys, key)),
            "events": len(group),
            "callers": len(distinct(group, "caller")),
            "source_ips": len(distinct(group, "source_ip")),
            **seen(group),
            "sample_message": latest(group, "error_message"),
            "sample_event_id": latest(group, "event_id"),
        })
    return most_first(rows, *keys)


def who_did(events, event, resource=None):
    def wanted(e):
        named = any(matches(e[column], listed(event), re.IGNORECASE) for column in ("event_name", "event_base"))
        request = json.dumps(e["request"], separators=(",", ":"), ensure_ascii=False)
        return named and (resource is None or resource in (e["resource"] or "") or resource in request)

    own = ["error_message", "user_agent", "request", "event_id"]
    columns = ["event_time", "service", "event_name", *WHO_AND_WHERE, *own]
    return rows_of([e for e in events if wanted(e)], columns)


def top_callers(events, by="principal"):
    keys = [KEY_OF_BY.get(by, by), *([] if by == "kind" else ["caller_kind"])]
    rows = []
    for key, group in grouped(events, *keys).items():
        rows.append({
            **dict(zip(keys, key)),
            "events": len(group),
            "failed": failures(group),
            "denied": count(group, lambda e: e["error_class"] == "denied"),
            "writes": count(group, lambda e: e["is_write"]),
            "services": len(distinct(group, "service")),
            "event_names": len(distinct(group, "event_name")),
            "source_ips": len(distinct(group, "source_ip")),
            **seen(group),
        })
    return most_first(rows, *keys)


def activity_timeline(events, eventId=None, order="asc"):
    columns = ["event_time", "service", "event_name", *WHO_AND_WHERE, "read_only", "user_agent", "event_id"]
    return rows_of([e for e in events if eventId is None or e["event_id"] in listed(eventId)], columns, order == "asc")


def access_denied(events, by="principal", minEvents=1):
    keys = [KEY_OF_BY.get(by, by), "caller_kind", "service", "event_name", "error_code"]
    rows = []
    for key, group in grouped([e for e in events if e["error_class"] == "denied"], *keys).items():
        addresses = distinct(group, "source_ip")
        if len(group) >= minEvents:
            rows.append({
                **dict(zip(keys, key)),
                "events": len(group),
                "resources": len(distinct(group, "resource")),
                "source_ips_total": len(addresses),
                "source_ips": addresses[:LIST_CAP],
                **seen(group),
                "sample_message": latest(group, "error_message"),
            })
    return most_first(rows, *keys)


CREATES = "Create Run Add Register Import Allocate Restore Copy Purchase".split()
DELETES = "Delete Terminate Remove Deregister Release Revoke Detach Disable".split()


def verb_of(name):
    def begins(words):
        return any(name.removeprefix("Batch").startswith(word) for word in words)

    if begins(CREATES):
        return "create"
    return "delete" if begins(DELETES) or re.match("Schedule.*Deletion", name) else "update"


def changes(events, verb="all", consoleOnly=False):
    chosen = []
    for e in events:
        e = {**e, "verb": verb_of(e["event_name"])}
        if e["is_write"] and verb in ("all", e["verb"]) and (not consoleOnly or e["from_console"] == "true"):
            chosen.append(e)
    return rows_of(chosen, ["event_time", "service", "event_name", "verb", *WHO_AND_WHERE, "request", "event_id"])


def error_trend(events, bucket="hour", by="none", topN=8):
    def series(e):
        if by == "service":
            return e["service"] or "(none)"
        if by == "error-class":
            return e["error_class"]
        return (e["error_code"] or "(none)") if e["failed"] else None

    series_of = (lambda e: "(all)") if by == "none" else series
    events = [{**e, "bucket": cut(e["event_time"], bucket), "series": series_of(e)} for e in events]
    in_bucket = collections.Counter(e["bucket"] for e in events)
    of_series = {name: group for (name,), group in grouped(events, "series").items() if name is not None}
    ranking = sorted(of_series, key=lambda name: (-failures(of_series[name]), -len(of_series[name]), name))
    shown = ranking if by == "none" else ranking[:topN]
    named = [e for e in events if e["series"] is not None]
    named = [{**e, "series": e["series"] if e["series"] in shown else "(other)"} for e in named]
    rows = []
    for (time, name), group in grouped(named, "bucket", "series").items():
        total = in_bucket[time] if by.startswith("error-") else len(group)
        failed = failures(group)
        row = {"bucket": time, "series": name, "events": total, "failed": failed}
        rows.append({**row, "failed_pct": failed * 100 / total})
    return sorted(rows, key=lambda row: (row["bucket"], row["series"]))


def identity_types(events, byService=False):
    keys = ["caller_kind", "ui_type", *(["service"] if byService else [])]
    rows = []
    for key, group in grouped(events, *keys).items():
        rows.append({
            **dict(zip(keys, key)),
            "events": len(group),
            "failed": failures(group),
            "principals": len(distinct(group, "principal")),
            "via_service_events": count(group, lambda e: e["via_service"] is not None),
            "mfa_true": count(group, lambda e: e["mfa"] == "true"),
            "from_console": count(group, lambda e: e["from_console"] == "true"),
            **seen(group),
        })
    return most_first(rows, *keys)


def top_events(events, by="event"):
    keys = ["service", "event_name"] if by == "event" else [by]
    rows = []
    for key, group in grouped(events, *keys).items():
        row = dict(zip(keys, key))
        if by == "event":
            said = distinct(group, "read_only")
            row["read_only"] = said[0] if len(said) == 1 else None
        callers = len(distinct(group, "caller"))
        rows.append({**row, "events": len(group), "failed": failures(group), "callers": callers, **seen(group)})
    return most_first(rows, *keys)


def parse(instant):
    return datetime.datetime.fromisoformat(instant.replace("Z", "")).replace(tzinfo=datetime.timezone.utc)


SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def new_callers(events, what="principal", baseline="14d", since=None, until=None):
    parts = {"principal+ip": ["principal", "source_ip"], "principal+event": ["principal", "service", "event_name"]}
    columns = parts.get(what) or [KEY_OF_BY.get(what, what)]
    past = datetime.timedelta(seconds=int(baseline[:-1]) * SECONDS[baseline[-1]])
    events = [e for e in events if until is None or parse(e["event_time"]) < parse(until)]
    if since is None:
        begin = parse(min(e["event_time"] for e in events)) + past
    else:
        begin = parse(since)
        events = [e for e in events if parse(e["event_time"]) >= begin - past]
    rows = []
    for key, group in grouped(events, *columns).items():
        if None in key or parse(span(group)[0]) < begin:
            continue
        row = {
            "key": " ".join(key),
            "caller_kind": earliest(group, "caller_kind"),
            "first_seen": span(group)[0],
            "events": len(group),
        }
        for plural, column in (("services", "service"), ("event_names", "event_name"), ("source_ips", "source_ip")):
            values = distinct(group, column)
            row |= {f"{plural}_total": len(values), plural: values[:LIST_CAP]}
        rows.append({**row, "sample_event_id": earliest(group, "event_id")})
    return sorted(rows, key=lambda row: (row["first_seen"], row["key"]))


def log_coverage(events, bucket="day"):
    events = [{**e, bucket: cut(e["event_time"], bucket)} for e in events]
    rows = []
    for (account, region, time), group in grouped(events, "account", "region", bucket).items():
        ids = [e["event_id"] for e in group if e["event_id"] is not None]
        is_data = lambda e: e["event_category"] == "Data" or (  # noqa: E731
            e["event_category"] is None and e["management_event"] == "false"
        )
        begin, end = span(group)
        rows.append({
            "account": account,
            "region": region,
            bucket: time,
            "events": len(group),
            "reads": count(group, lambda e: not e["is_write"]),
            "writes": count(group, lambda e: e["is_write"]),
            "data_events": count(group, is_data),
            "duplicates": len(ids) - len(set(ids)),
            "missing_read_only": count(group, lambda e: e["read_only"] is None),
            "first_event": begin,
            "last_event": end,
            "versions": distinct(group, "event_version"),
        })
    return sorted(rows, key=lambda row: tuple(ascending(row[key]) for key in ("account", "region", bucket)))


# --- packs redshift-serverless and dynamodb


def namespaces_created(events, namespace=None, includeRestores=False):
    names = ["CreateNamespace", *(["RestoreFromSnapshot", "RestoreFromRecoveryPoint"] if includeRestores else [])]
    chosen = []
    for e in events:
        if e["service"] != "redshift-serverless" or e["event_name"] not in names:
            continue
        request, made = e["request"] or {}, (e["response"] or {}).get("namespace", {})
        either = lambda name: first(request.get(name), made.get(name))  # noqa: E731
        if namespace is None or matches(either("namespaceName"), listed(namespace)):
            chosen.append({
                **e,
                "namespace": either("namespaceName"),
                "db_name": either("dbName"),
                "namespace_arn": made.get("namespaceArn"),
                "namespace_id": made.get("namespaceId"),
                "status": made.get("status"),
                "kms_key": either("kmsKeyId"),
                "iam_roles": either("iamRoles"),
                "manage_admin_password": text(request.get("manageAdminPassword")),
            })
    own = "namespace db_name namespace_arn namespace_id status kms_key iam_roles manage_admin_password".split()
    columns = [
        "event_time",
        *(["event_name"] if includeRestores else []),
        *WHO_AND_WHERE,
        *own,
        "user_agent",
        "event_id",
    ]
    return rows_of(chosen, columns)


def describe_volume(events, event="DescribeTable", allDescribes=False, byCaller=False, bucket="none"):
    names = ["Describe*", "List*"] if allDescribes else listed(event)
    chosen = []
    for e in events:
        # The names of DynamoDB's actions are known, so that they may be written in any case.
        if e["service"] in ("dynamodb", "streams.dynamodb") and matches(e["event_name"], names, re.IGNORECASE):
            lists = "(all tables)" if e["event_name"].startswith("List") else None
            time = None if bucket == "none" else cut(e["event_time"], bucket)
            chosen.append({**e, "bucket": time, "table_name": e["resource"] or lists})
    start = [] if bucket == "none" else ["bucket"]
    principal = ["principal"] if byCaller else []
    keys = [*start, "table_name", "account", "region", "event_name", *principal, "caller_kind", "via_service"]
    rows = []
    for key, group in grouped(chosen, *keys).items():
        rows.append({
            **dict(zip(keys, key)),
            "events": len(group),
            "throttled": count(group, lambda e: e["error_class"] == "throttled"),
            "failed": failures(group),
            "callers": len(distinct(group, "caller")),
            "source_ips": len(distinct(group, "source_ip")),
            **seen(group),
        })
    ties = ["table_name", "account", "region", "event_name", "caller_kind", "via_service", *principal]
    return sorted(most_first(rows, *ties), key=lambda row: row.get("bucket", ""))


QUERIES = {
    "failed-calls": failed_calls,
    "who-did": who_did,
    "top-callers": top_callers,
    "activity-timeline": activity_timeline,
    "access-denied": access_denied,
    "changes": changes,
    "error-trend": error_trend,
    "identity-types": identity_types,
    "top-events": top_events,
    "new-callers": new_callers,
    "log-coverage": log_coverage,
    "redshift-serverless-namespaces-created": namespaces_created,
    "dynamodb-describe-volume": describe_volume,
}

# What bounds a query unless its input says otherwise.
OUTCOMES = {"changes": "ok"}


def answer(events, query, given):
    given = dict(given)
    outcome = given.pop("outcome", OUTCOMES.get(query, "all"))
    limit = given.pop("limit", 0)
    rows = QUERIES[query]([e for e in events if outcome in ("all", e["outcome"])], **given)
    return rows[:limit] if limit else rows


if __name__ == "__main__":
    all_events = list(every_event(sys.argv[1]))
    json.dump([answer(all_events, case["query"], case["input"]) for case in json.load(sys.stdin)], sys.stdout)
