// Everything the service stands on in Azure, in a resource group of its own. No keys: every connection is an identity
// with a role. docs/operate.md says how to deploy it, and what has not been tried.
targetScope = 'subscription'

@description('Names the resource group and what is in it.')
@minLength(2)
@maxLength(20)
param environmentName string

param location string = deployment().location

@description('Static Web Apps are managed from few regions, and serve from everywhere.')
@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
param portalLocation string = 'westeurope'

@description('The app registration that infra/register-app.sh makes: whom tokens are for, and as whom Graph is read.')
param apiClientId string

@description('The tenant whose people and automation may be operators.')
param operatorTenantId string = tenant().tenantId

@description('Where the vendor\'s program team reads its mail.')
param vendorMail string

@description('Who is told of alerts. Empty: nobody, the alerts are only shown.')
param alertMail string = ''

@description('Addresses of the portal beside the one it gets from Azure, such as https://incentives.example.')
param portalOrigins string[] = []

@description('The domain mail is sent from. Empty: a domain of Azure\'s, with few mails an hour and no display name.')
param mailDomain string = ''

@description('A domain of one\'s own sends only after its DNS records were verified; then set this and deploy again.')
param mailDomainVerified bool = false

@description('How many mails the domain may send; a domain of one\'s own may ask for more.')
param mailPerMinute int = empty(mailDomain) ? 5 : 30
param mailPerHour int = empty(mailDomain) ? 10 : 100

@description('Where Communication Services keeps its data at rest.')
param mailDataLocation string = 'Europe'

@description('Days after a lapse in which the operator may take it back.')
param reopenWithinDays int = 90

@description('Another account than the one this makes: one that was restored from a backup.')
param databaseAccountName string = ''

@description('Request units a second that the database may grow to, shared by its containers; it rests at a tenth.')
@minValue(1000)
param databaseMaxThroughput int

@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string = 'Continuous7Days'

@description('Whether database, storage and app are spread over the zones of the region.')
param zoneRedundant bool = false

@description('Whether the app is: Azure then keeps and bills two instances ready for each timer, each queue and HTTP.')
param appZoneRedundant bool = zoneRedundant

@description('Whether database and storage are reached over private endpoints only.')
param privateNetwork bool = false

@description('Instances that wait for requests, so that the first one does not start the app. Over zones at least 2.')
param alwaysReadyInstances int = 0

@minValue(1)
@maxValue(1000)
param maxInstances int

param logRetentionDays int = 30

var prefix = toLower(environmentName)
var suffix = uniqueString(subscription().id, environmentName, location)
// Letters and digits only, at most 24.
var storageName = take('st${replace(prefix, '-', '')}${suffix}', 24)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${environmentName}', location: location, tags: tags }
}

module telemetry 'modules/telemetry.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    retentionDays: logRetentionDays
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: storageName
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    privateNetwork: privateNetwork
    principalId: identity.outputs.principalId
  }
}

module database 'modules/database.bicep' = {
  scope: group
  params: {
    name: empty(databaseAccountName) ? 'cosmos-${prefix}-${suffix}' : databaseAccountName
    location: location
    tags: tags
    maxThroughput: databaseMaxThroughput
    backupTier: backupTier
    zoneRedundant: zoneRedundant
    privateNetwork: privateNetwork
    principalId: identity.outputs.principalId
  }
}

module mail 'modules/mail.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    suffix: suffix
    tags: tags
    dataLocation: mailDataLocation
    domainName: mailDomain
    domainVerified: mailDomainVerified
    principalId: identity.outputs.principalId
  }
}

module deliveryReports 'modules/delivery-reports.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    tags: tags
    communicationServiceName: mail.outputs.communicationServiceName
    storageName: storage.outputs.name
    queueName: storage.outputs.mailReportsQueue
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    storageId: storage.outputs.id
    databaseId: database.outputs.id
  }
}

module portal 'modules/portal.bicep' = {
  scope: group
  params: { environmentName: environmentName, location: portalLocation, tags: tags }
}

// Who may call the app, and where mails lead: to the first address of one's own, if there is one.
var allPortalOrigins = union([portal.outputs.origin], portalOrigins)
var portalUrl = first(portalOrigins) ?? portal.outputs.origin

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-${prefix}-${suffix}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    storageName: storage.outputs.name
    subnetId: network.?outputs.appSubnetId ?? ''
    zoneRedundant: appZoneRedundant
    alwaysReadyInstances: alwaysReadyInstances
    maxInstances: maxInstances
    insightsConnectionString: telemetry.outputs.connectionString
    portalOrigins: allPortalOrigins
    cosmosEndpoint: database.outputs.endpoint
    cosmosDatabase: database.outputs.databaseName
    apiClientId: apiClientId
    operatorTenantId: operatorTenantId
    emailEndpoint: mail.outputs.endpoint
    emailSender: mail.outputs.sender
    mailPerMinute: mailPerMinute
    mailPerHour: mailPerHour
    portalUrl: portalUrl
    vendorMail: vendorMail
    reopenWithinDays: reopenWithinDays
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    workspaceId: telemetry.outputs.workspaceId
    databaseId: database.outputs.id
    alertMail: alertMail
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    environmentName: environmentName
    location: location
    tags: tags
    workspaceId: telemetry.outputs.workspaceId
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output API_URL string = '${app.outputs.url}/api/v1'
output PORTAL_URL string = portalUrl
output PORTAL_ORIGINS string = join(allPortalOrigins, ' ')
output FUNCTION_APP_NAME string = app.outputs.name
output STORAGE_ACCOUNT_NAME string = storage.outputs.name
// Not DATABASE_ACCOUNT_NAME: azd keeps outputs, and would give this one back as the parameter.
output COSMOS_ACCOUNT_NAME string = database.outputs.name
output MANAGED_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output EMAIL_SENDER string = mail.outputs.sender
