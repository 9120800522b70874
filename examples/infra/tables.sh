#!/usr/bin/env bash
# Prints what this repository has of trailq, or with --check says whether it is still what would be printed: for CI.
#
#     ./tables.sh            print anew, and look at `git diff`
#     ./tables.sh --check    exit status 3 and a difference where a file is stale
set -euo pipefail
cd "$(dirname "$0")"

trailq=${TRAILQ:-trailq}
file=(-o)
[ "${1:-}" = --check ] && file=(--check)

# One declaration of the trail for all that is printed of it. `trailq ddl --from s3://BUCKET` finds it out.
trail=(
  --location s3://org-logs/audit
  --organization o-exampleorgid
  --account 111122223333,444455556666
  --region us-east-1,eu-west-1
  --first-day 2024-01-01
  --database cloudtrail
)
workgroup=(--workgroup trailq --results s3://org-athena-results/trailq)

$trailq ddl "${trail[@]}" "${workgroup[@]}" --target terraform -q --scan-cutoff 50GB \
  --with database,workgroup,queries --queries failed-calls,access-denied,error-trend "${file[@]}" terraform/cloudtrail.tf
$trailq ddl "${trail[@]}" --target terraform -q --family insight "${file[@]}" terraform/insights.tf
$trailq policy "${trail[@]}" "${workgroup[@]}" --target terraform --for run,estimate --name trailq-analyst \
  --aws-region us-east-1 --aws-account 111122223333 "${file[@]}" terraform/policy.tf

# The same table for those who have CloudFormation or the CDK.
$trailq ddl "${trail[@]}" "${workgroup[@]}" --target cloudformation -q --with database,workgroup \
  "${file[@]}" cloudformation/cloudtrail.yaml
