# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_table" "cloudtrail_network_activity" {
  database_name = "default"
  name          = "cloudtrail_network_activity"
  description   = "CloudTrail network activity events, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "cloudtrail"
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
    "storage.location.template"    = "s3://my-trail/AWSLogs/$${account}/CloudTrail-NetworkActivity/$${region}/$${day}/"
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
    location      = "s3://my-trail/AWSLogs/111122223333/CloudTrail-NetworkActivity/"
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
      name    = "eventsource"
      type    = "string"
      comment = "The service that was called, mostly its short name followed by .amazonaws.com."
    }

    columns {
      name    = "eventname"
      type    = "string"
      comment = "The API action that was called; several services have actions of the same name."
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
      name    = "sourceipaddress"
      type    = "string"
      comment = "Where the call came from: an address, the DNS name of a service, or \"AWS Internal\"."
    }

    columns {
      name    = "errorcode"
      type    = "string"
      comment = "The error that the call ended with; missing where it succeeded."
    }

    columns {
      name    = "errormessage"
      type    = "string"
      comment = "The error in words; may be missing although there is an error code."
    }

    columns {
      name    = "requestid"
      type    = "string"
      comment = "The identifier that the service gave the request; one request may leave several records."
    }

    columns {
      name    = "vpcendpointid"
      type    = "string"
      comment = "The VPC endpoint that the call passed through."
    }

    columns {
      name    = "vpcendpointaccountid"
      type    = "string"
      comment = "The account that owns that VPC endpoint."
    }

    columns {
      name    = "useridentity"
      type    = "struct<type:string,principalid:string,arn:string,accountid:string,accesskeyid:string,username:string,invokedby:string,identityprovider:string,credentialid:string,onbehalfof:struct<userid:string,identitystorearn:string>,inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string,credentialsissuedtoversion:string>,invokedbydelegate:struct<accountid:string>,sessioncontext:struct<sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,attributes:struct<creationdate:string,mfaauthenticated:string>,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>,sourceidentity:string,ec2roledelivery:string,assumedroot:string,signinsessionarn:string,ec2issuedinvpc:string>>"
      comment = "Who called, with which credentials; its members depend on its type."
    }
  }
}
