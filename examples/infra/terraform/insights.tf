# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_table" "cloudtrail_insights" {
  database_name = "cloudtrail"
  name          = "cloudtrail_insights"
  description   = "CloudTrail Insights events, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "cloudtrail"
    "projection.enabled"           = "true"
    "projection.account.type"      = "enum"
    "projection.account.values"    = "111122223333,444455556666"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "eu-west-1,us-east-1"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW+1DAYS"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://org-logs/audit/AWSLogs/o-exampleorgid/$${account}/CloudTrail-Insight/$${region}/$${day}/"
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
    location      = "s3://org-logs/audit/AWSLogs/o-exampleorgid/"
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    columns {
      name    = "eventversion"
      type    = "string"
      comment = "The version of the record format; text, because 1.10 is newer than 1.9 and the padding varies."
    }

    columns {
      name    = "eventtime"
      type    = "string"
      comment = "When the request was completed, by the clock of the service that served it; whole seconds, UTC."
    }

    columns {
      name    = "awsregion"
      type    = "string"
      comment = "The region the call was made to; global services log theirs in us-east-1."
    }

    columns {
      name    = "eventid"
      type    = "string"
      comment = "The identifier of this record: what copies of it have in common."
    }

    columns {
      name    = "eventtype"
      type    = "string"
      comment = "What caused the record: an API call, an action in the console, a sign-in, or the service itself."
    }

    columns {
      name    = "eventcategory"
      type    = "string"
      comment = "Management, Data, NetworkActivity, Insight or Aggregated; missing in records from before 1.07."
    }

    columns {
      name    = "recipientaccountid"
      type    = "string"
      comment = "The account that received this copy of the record, which may not be the one that called."
    }

    columns {
      name    = "sharedeventid"
      type    = "string"
      comment = "The same in each copy that a cross-account action leaves in the accounts it concerns."
    }

    columns {
      name    = "addendum"
      type    = "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>"
      comment = "Why the record came late or corrects an earlier one."
    }

    columns {
      name    = "insightdetails"
      type    = "struct<state:string,eventsource:string,eventname:string,insighttype:string,errorcode:string,sourceeventcategory:string,insightcontext:struct<statistics:struct<baseline:struct<average:double>,insight:struct<average:double>,insightduration:double,baselineduration:double>,attributions:array<struct<attribute:string,insight:array<struct<value:string,average:double>>,baseline:array<struct<value:string,average:double>>>>>>"
      comment = "The unusual activity: what it was, and how far from normal."
    }
  }
}
