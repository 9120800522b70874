# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_table" "cloudtrail_digests" {
  database_name = "default"
  name          = "cloudtrail_digests"
  description   = "CloudTrail digest files, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "json"
    "projection.enabled"           = "true"
    "projection.account.type"      = "enum"
    "projection.account.values"    = "111122223333"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "eu-west-1,us-east-1"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW+1DAYS"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://my-trail/AWSLogs/$${account}/CloudTrail-Digest/$${region}/$${day}/"
  }

  partition_keys {
    name    = "account"
    type    = "string"
    comment = "The account whose events the file holds."
  }

  partition_keys {
    name    = "region"
    type    = "string"
    comment = "The region whose events the file holds."
  }

  partition_keys {
    name    = "day"
    type    = "string"
    comment = "The day of delivery in UTC: events may be of the day before."
  }

  storage_descriptor {
    location      = "s3://my-trail/AWSLogs/111122223333/CloudTrail-Digest/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    columns {
      name    = "awsaccountid"
      type    = "string"
      comment = "The account whose log files are listed."
    }

    columns {
      name    = "digeststarttime"
      type    = "string"
      comment = "The start of the hour of delivery; UTC."
    }

    columns {
      name    = "digestendtime"
      type    = "string"
      comment = "The end of the hour of delivery; UTC."
    }

    columns {
      name    = "digests3bucket"
      type    = "string"
      comment = "The bucket that this digest was delivered to."
    }

    columns {
      name    = "digests3object"
      type    = "string"
      comment = "The key that this digest was delivered to."
    }

    columns {
      name    = "digestpublickeyfingerprint"
      type    = "string"
      comment = "The fingerprint of the public key that the signature is checked with."
    }

    columns {
      name    = "digestsignaturealgorithm"
      type    = "string"
      comment = "How this digest is signed: SHA256withRSA; the signature is in the metadata of the S3 object."
    }

    columns {
      name    = "newesteventtime"
      type    = "string"
      comment = "The latest event in the listed files; null where none are listed."
    }

    columns {
      name    = "oldesteventtime"
      type    = "string"
      comment = "The earliest event in the listed files; null where none are listed."
    }

    columns {
      name    = "previousdigests3bucket"
      type    = "string"
      comment = "The bucket of the digest before this one; null where a chain starts."
    }

    columns {
      name    = "previousdigests3object"
      type    = "string"
      comment = "The key of the digest before this one."
    }

    columns {
      name    = "previousdigesthashvalue"
      type    = "string"
      comment = "The hash of the unpacked digest before this one, in hexadecimal."
    }

    columns {
      name    = "previousdigesthashalgorithm"
      type    = "string"
      comment = "How that hash was made: SHA-256."
    }

    columns {
      name    = "previousdigestsignature"
      type    = "string"
      comment = "The signature of the digest before this one, in hexadecimal."
    }

    columns {
      name    = "logfiles"
      type    = "array<struct<s3bucket:string,s3object:string,hashvalue:string,hashalgorithm:string,newesteventtime:string,oldesteventtime:string>>"
      comment = "The log files that were delivered in that hour; empty where there were none."
    }
  }
}
