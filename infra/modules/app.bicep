// The function app on Flex Consumption, and every setting that it reads.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param deploymentContainerUrl string
param storageName string
param subnetId string
param zoneRedundant bool
param alwaysReadyInstances int
param maxInstances int
param insightsConnectionString string
param portalOrigins string[]
param cosmosEndpoint string
param cosmosDatabase string
param apiClientId string
param operatorTenantId string
param emailEndpoint string
param emailSender string
param mailPerMinute int
param mailPerHour int
param portalUrl string
param vendorMail string
param reopenWithinDays int

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'node', version: '24' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maxInstances
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      cors: { allowedOrigins: portalOrigins, supportCredentials: false }
    }
  }
}

// Nobody deploys with a password.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: {
    // Of the host: its storage, its telemetry (the app's too), and that an app which cannot start says so.
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__blobServiceUri: 'https://${storageName}.blob.${environment().suffixes.storage}'
    AzureWebJobsStorage__queueServiceUri: 'https://${storageName}.queue.${environment().suffixes.storage}'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR: 'true'
    // The exporter in the app tells Microsoft nothing of itself.
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
    // Of the app: shared/config.ts reads them, and test/infra/bicep.test.ts compares both.
    AZURE_CLIENT_ID: identityClientId
    COSMOS_ENDPOINT: cosmosEndpoint
    COSMOS_DATABASE: cosmosDatabase
    // A version 2.0 token names the app it is for by its client id, not by its URI.
    API_AUDIENCE: apiClientId
    AUTHORITY_HOST: environment().authentication.loginEndpoint
    OPERATOR_TENANT_ID: operatorTenantId
    GRAPH_ENDPOINT: 'https://graph.microsoft.com'
    GRAPH_CLIENT_ID: apiClientId
    EMAIL_ENDPOINT: emailEndpoint
    EMAIL_SENDER: emailSender
    EMAIL_PER_MINUTE: string(mailPerMinute)
    EMAIL_PER_HOUR: string(mailPerHour)
    PORTAL_URL: portalUrl
    VENDOR_MAIL: vendorMail
    REOPEN_WITHIN_DAYS: string(reopenWithinDays)
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
