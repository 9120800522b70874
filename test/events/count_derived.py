"""Counts the derived columns of CloudTrail records, by a reading of its own.

Written from section 2 of the query catalogue alone, in another language than trailq and sharing nothing with it, so that
a mistake has to be made twice to stay hidden. Standard library only.

    python3 count_derived.py FOLDER

prints {"records": n, "counts": {column: {value: n}}}; NULL is "None", booleans are "true" and "false".
"""

import collections
import gzip
import json
import os
import re
import sys


def files(folder):
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(parent, name)


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8")
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def records(value):
    if isinstance(value, list):
        for item in value:
            yield from records(item)
    elif "Records" in value:
        yield from value["Records"]
    elif "Events" in value:
        yield from records(value["Events"])
    elif "CloudTrailEvent" in value:
        yield json.loads(value["CloudTrailEvent"])
    elif "detail" in value and "detail-type" in value:
        yield value["detail"]
    else:
        yield value


def text(value):
    """A scalar as text; objects, lists and null are nothing."""
    if value is None or isinstance(value, (dict, list)):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def at(value, *path):
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return text(value)


def first(*values):
    return next((value for value in values if value is not None), None)


class Identity:
    """userIdentity, with '' as nothing."""

    def __init__(self, record):
        def member(*path):
            return at(record.get("userIdentity"), *path) or None

        self.type = member("type")
        self.arn = member("arn")
        self.principal_id = member("principalId")
        self.account = member("accountId")
        self.invoked_by = member("invokedBy")
        issuer = ("sessionContext", "sessionIssuer")
        self.issuer_type = member(*issuer, "type")
        self.issuer_arn = member(*issuer, "arn")
        self.issuer_name = member(*issuer, "userName")

    def caller(self):
        return first(self.arn, self.principal_id, self.invoked_by, self.account, "(unknown)")

    def principal(self):
        by_role = self.type == "AssumedRole" and self.issuer_type == "Role" and self.issuer_arn is not None
        return self.issuer_arn if by_role else self.caller()

    def session(self):
        if self.arn is None or ":assumed-role/" not in self.arn:
            return None
        return self.arn.rsplit("/", 1)[1]

    def kind(self, event_type):
        if self.type == "Root":
            return "root"
        if self.type == "IAMUser":
            return "iam-user"
        if self.type == "AssumedRole":
            name = self.issuer_name or ""
            if name.startswith("AWSServiceRole") or "/aws-service-role/" in (self.issuer_arn or ""):
                return "service-linked-role"
            if name.startswith("AWSReservedSSO_"):
                return "identity-center"
            if re.fullmatch(r"i-[0-9a-f]{8,17}", self.session() or ""):
                return "ec2-instance"
        if self.type in ("AssumedRole", "Role"):
            return "role"
        if self.type in ("FederatedUser", "SAMLUser", "WebIdentityUser", "IdentityCenterUser"):
            return "federated"
        if self.type == "AWSService":
            return "aws-service"
        if self.type == "AWSAccount":
            return "anonymous" if self.account == "anonymous" else "other-account"
        if self.type is None and event_type == "AwsServiceEvent":
            return "service-event"
        return "unknown"


def network_origin(ip):
    if ip is None:
        return None
    if ip.endswith(".amazonaws.com"):
        return "aws-service"
    if ip.startswith("AWS Internal"):
        return "aws-internal"
    if re.fullmatch(r"[0-9.]+", ip):
        return "ipv4"
    return "ipv6" if ":" in ip else "other"


THROTTLED = """throttling throttlingexception throttledexception requestthrottled requestthrottledexception
    toomanyrequestsexception toomanyrequests provisionedthroughputexceededexception requestlimitexceeded
    bandwidthlimitexceeded slowdown priorrequestnotcomplete ec2throttledexception""".split()
DENIED = "operationnotpermitted authorizationerror forbidden forbiddenexception notauthorizedexception".split()
BAD_CREDENTIALS = """invalidclienttokenid unrecognizedclientexception signaturedoesnotmatch expiredtoken
    expiredtokenexception authfailure invalidaccesskeyid""".split()


def error_class(code, login_failed):
    code = re.sub(r"^(client|server)\.", "", (code or "").lower())

    def holds(*parts):
        return any(part in code for part in parts)

    if code in THROTTLED:
        return "throttled"
    if holds("accessdenied", "unauthorized") or code in DENIED:
        return "denied"
    if code in BAD_CREDENTIALS:
        return "bad-credentials"
    if login_failed:
        return "login-failed"
    if holds("notfound", "doesnotexist") or code.startswith("nosuch"):
        return "not-found"
    if holds("limitexceeded", "quotaexceeded"):
        return "quota"
    if holds("validation", "invalidparameter", "malformed", "missingparameter"):
        return "validation"
    if holds("conflict", "alreadyexists", "inuse", "dependencyviolation"):
        return "conflict"
    if holds("internal", "serviceunavailable", "httpfailure"):
        return "service"
    return "other"


READS = re.compile(
    "Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select|Download|Check|Verify|Decrypt|Encrypt"
    "|GenerateDataKey|AssumeRole"
)

# Services whose resource is the first of some members of the request.
BY_REQUEST = {
    "elasticache": """cacheClusterId replicationGroupId serverlessCacheName globalReplicationGroupId snapshotName
        sourceSnapshotName serverlessCacheSnapshotName userId userGroupId cacheParameterGroupName cacheSubnetGroupName
        cacheSecurityGroupName resourceName""".split(),
    "dax": "clusterName parameterGroupName subnetGroupName resourceName".split(),
    "sts": ["roleArn"],
    "cloudtrail": ["name", "trailName"],
    "secretsmanager": ["secretId"],
    "rds": ["dBInstanceIdentifier", "dBClusterIdentifier", "dBSnapshotIdentifier"],
    "lambda": ["functionName"],
}


def arn_of(record, wanted=None):
    listed = record.get("resources")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, dict) and wanted in (None, item.get("type")) and item.get("ARN") is not None:
            return item["ARN"]
    return None


def table_in(arn):
    found = re.search(r"table/([^/]+)", arn or "")
    return found.group(1) if found else None


def table_name(name):
    return table_in(name) if name is not None and name.startswith("arn:") else name


def resource(record, service):
    """The services that the real records hold; EC2's list is left open by the catalogue, so it is not counted."""
    request, response = record.get("requestParameters"), record.get("responseElements")

    def member(*names):
        return first(*(at(request, name) for name in names))

    found = None
    if service in BY_REQUEST:
        found = member(*BY_REQUEST[service])
    elif service == "s3":
        bucket, key = member("bucketName"), member("key")
        found = bucket if bucket is None or key is None else f"{bucket}/{key}"
    elif service == "kms":
        found = first(arn_of(record, "AWS::KMS::Key"), member("keyId"))
    elif service == "iam":
        names = member("userName", "roleName", "groupName", "policyArn", "instanceProfileName")
        found = first(names, at(response, "policy", "arn"))
    elif service in ("dynamodb", "streams.dynamodb"):
        arns = ("tableArn", "resourceArn", "streamArn", "backupArn", "sourceTableArn")
        found = first(
            table_name(member("tableName")),
            at(response, "tableDescription", "tableName"),
            table_name(member("targetTableName")),
            member("globalTableName"),
            *(table_in(member(arn)) for arn in arns),
            table_in(arn_of(record, "AWS::DynamoDB::Table")),
        )
    return first(found, arn_of(record))


FOLDERS = re.compile(r"/AWSLogs/(?:o-[a-z0-9]+/)?([^/]+)/CloudTrail/([^/]+)/")


def derive(record, path):
    who = Identity(record)
    source, name, code = text(record.get("eventSource")), text(record.get("eventName")), text(record.get("errorCode"))
    service = None if source is None else re.sub(r"\.amazonaws\.com(\.cn)?\Z", "", source)
    place = FOLDERS.search(path)
    login_failed = name == "ConsoleLogin" and at(record.get("responseElements"), "ConsoleLogin") == "Failure"
    failed = (code or "") not in ("", "Success") or bool(text(record.get("errorMessage"))) or login_failed
    read_only = text(record.get("readOnly"))
    columns = {
        "service": service,
        "account": first(text(record.get("recipientAccountId")), place and place.group(1), who.account),
        "region": first(text(record.get("awsRegion")), place and place.group(2)),
        "caller": who.caller(),
        "principal": who.principal(),
        "session": who.session(),
        "caller_kind": who.kind(record.get("eventType")),
        "via_service": who.invoked_by,
        "network_origin": network_origin(text(record.get("sourceIPAddress"))),
        "failed": failed,
        "error_class": error_class(code, login_failed) if failed else None,
        "is_write": read_only == "false" if read_only is not None else not READS.match(name or ""),
        "event_base": name and re.sub(r"[0-9]{8}(v[0-9]+)?\Z", "", name),
    }
    return columns if service == "ec2" else {**columns, "resource": resource(record, service)}


def main(folder):
    counts = collections.defaultdict(collections.Counter)
    total = 0
    for path in files(folder):
        for value in read(path):
            for record in records(value):
                total += 1
                for column, answer in derive(record, path).items():
                    counts[column][str(answer).lower() if isinstance(answer, bool) else str(answer)] += 1
    json.dump({"records": total, "counts": counts}, sys.stdout, sort_keys=True)


if __name__ == "__main__":
    main(sys.argv[1])
