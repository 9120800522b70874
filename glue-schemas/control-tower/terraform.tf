# Printed by trailq ddl: not edited, but printed anew.

resource "aws_glue_catalog_table" "cloudtrail_logs" {
  database_name = "default"
  name          = "cloudtrail_logs"
  description   = "CloudTrail events, a row each."
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    "EXTERNAL"                     = "TRUE"
    "classification"               = "cloudtrail"
    "projection.enabled"           = "true"
    "projection.account.type"      = "injected"
    "projection.region.type"       = "enum"
    "projection.region.values"     = "af-south-1,ap-east-1,ap-east-2,ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-south-2,ap-southeast-1,ap-southeast-2,ap-southeast-3,ap-southeast-4,ap-southeast-5,ap-southeast-6,ap-southeast-7,ca-central-1,ca-west-1,eu-central-1,eu-central-2,eu-north-1,eu-south-1,eu-south-2,eu-west-1,eu-west-2,eu-west-3,il-central-1,me-central-1,me-south-1,mx-central-1,sa-east-1,us-east-1,us-east-2,us-west-1,us-west-2"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW+1DAYS"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://aws-controltower-logs-111122223333-us-east-1/o-exampleorgid/AWSLogs/o-exampleorgid/$${account}/CloudTrail/$${region}/$${day}/"
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
    location      = "s3://aws-controltower-logs-111122223333-us-east-1/o-exampleorgid/AWSLogs/o-exampleorgid/"
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
      name    = "apiversion"
      type    = "string"
      comment = "The version of the API that the action belongs to; seldom present."
    }

    columns {
      name    = "managementevent"
      type    = "string"
      comment = "Whether the event is a management event."
    }

    columns {
      name    = "readonly"
      type    = "string"
      comment = "Whether the call only reads; missing in old records, where that does not make it a write."
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
      name    = "annotation"
      type    = "string"
      comment = "A remark that CloudTrail adds about the record itself; not in the documented list of fields."
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
      name    = "useragent"
      type    = "string"
      comment = "The client that called: the console, an SDK with its version, a tool, or a service."
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
      name    = "requestparameters"
      type    = "string"
      comment = "What was asked for, in the spelling of the service; null where there were no parameters."
    }

    columns {
      name    = "responseelements"
      type    = "string"
      comment = "What a change answered; null for calls that only read and for most that failed."
    }

    columns {
      name    = "additionaleventdata"
      type    = "string"
      comment = "What the service adds beyond request and response, such as MFAUsed of a sign-in."
    }

    columns {
      name    = "requestid"
      type    = "string"
      comment = "The identifier that the service gave the request; one request may leave several records."
    }

    columns {
      name    = "serviceeventdetails"
      type    = "string"
      comment = "What a service event reports, where no API call was behind it."
    }

    columns {
      name    = "sessioncredentialfromconsole"
      type    = "string"
      comment = "The text \"true\" where the credentials came from a console session, else missing."
    }

    columns {
      name    = "edgedevicedetails"
      type    = "string"
      comment = "The edge device that a data event happened on, such as S3 on Outposts."
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
      name    = "tlsdetails"
      type    = "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string,keyexchange:string>"
      comment = "How the connection was encrypted; missing for calls that a service makes for somebody."
    }

    columns {
      name    = "eventcontext"
      type    = "string"
      comment = "Tags and condition keys added to the event; known from CloudTrail Lake alone. JSON text with requestContext and tagContext."
    }

    columns {
      name    = "resources"
      type    = "array<struct<arn:string,arnprefix:string,accountid:string,type:string>>"
      comment = "The resources that the call touched; missing for many services, writes included."
    }

    columns {
      name    = "useridentity"
      type    = "struct<type:string,principalid:string,arn:string,accountid:string,accesskeyid:string,username:string,invokedby:string,identityprovider:string,credentialid:string,onbehalfof:struct<userid:string,identitystorearn:string>,inscopeof:struct<sourcearn:string,sourceaccount:string,issuertype:string,credentialsissuedto:string,credentialsissuedtoversion:string>,invokedbydelegate:struct<accountid:string>,sessioncontext:struct<sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,attributes:struct<creationdate:string,mfaauthenticated:string>,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>,sourceidentity:string,ec2roledelivery:string,assumedroot:string,signinsessionarn:string,ec2issuedinvpc:string>>"
      comment = "Who called, with which credentials; its members depend on its type."
    }
  }
}
