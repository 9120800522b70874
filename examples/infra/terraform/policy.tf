resource "aws_iam_policy" "trailq-analyst" {
  name   = "trailq-analyst"
  policy = <<TEXT
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "RunInWorkgroup",
      "Effect": "Allow",
      "Action": [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryRuntimeStatistics",
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution"
      ],
      "Resource": [
        "arn:aws:athena:us-east-1:111122223333:workgroup/trailq"
      ]
    },
    {
      "Sid": "ReadCatalogOfAthena",
      "Effect": "Allow",
      "Action": [
        "athena:GetTableMetadata"
      ],
      "Resource": [
        "arn:aws:athena:us-east-1:111122223333:datacatalog/AwsDataCatalog"
      ]
    },
    {
      "Sid": "ReadTable",
      "Effect": "Allow",
      "Action": [
        "glue:GetDatabase",
        "glue:GetPartitions",
        "glue:GetTable"
      ],
      "Resource": [
        "arn:aws:glue:us-east-1:111122223333:catalog",
        "arn:aws:glue:us-east-1:111122223333:database/cloudtrail",
        "arn:aws:glue:us-east-1:111122223333:table/cloudtrail/cloudtrail_logs"
      ]
    },
    {
      "Sid": "ReadDefaultDatabase",
      "Effect": "Allow",
      "Action": [
        "glue:GetDatabase"
      ],
      "Resource": [
        "arn:aws:glue:us-east-1:111122223333:catalog",
        "arn:aws:glue:us-east-1:111122223333:database/default"
      ]
    },
    {
      "Sid": "ReadLogs",
      "Effect": "Allow",
      "Action": [
        "s3:GetObject"
      ],
      "Resource": [
        "arn:aws:s3:::org-logs/audit/AWSLogs/o-exampleorgid/111122223333/CloudTrail/*",
        "arn:aws:s3:::org-logs/audit/AWSLogs/o-exampleorgid/444455556666/CloudTrail/*"
      ]
    },
    {
      "Sid": "ListLogs",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket"
      ],
      "Resource": [
        "arn:aws:s3:::org-logs"
      ],
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "audit/AWSLogs/o-exampleorgid/111122223333/CloudTrail/*",
            "audit/AWSLogs/o-exampleorgid/444455556666/CloudTrail/*"
          ]
        }
      }
    },
    {
      "Sid": "LocateLogs",
      "Effect": "Allow",
      "Action": [
        "s3:GetBucketLocation"
      ],
      "Resource": [
        "arn:aws:s3:::org-logs"
      ]
    },
    {
      "Sid": "WriteResults",
      "Effect": "Allow",
      "Action": [
        "s3:AbortMultipartUpload",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject"
      ],
      "Resource": [
        "arn:aws:s3:::org-athena-results/trailq/*"
      ]
    },
    {
      "Sid": "LocateResults",
      "Effect": "Allow",
      "Action": [
        "s3:GetBucketLocation",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads"
      ],
      "Resource": [
        "arn:aws:s3:::org-athena-results"
      ]
    }
  ]
}
TEXT
}
