// Where the portal's files are served from. Not linked to the function app: a linked one refuses every direct call.
param environmentName string
param location string
param tags object

resource portal 'Microsoft.Web/staticSites@2025-03-01' = {
  name: 'stapp-${environmentName}'
  location: location
  tags: union(tags, { 'azd-service-name': 'portal' })
  sku: { name: 'Standard', tier: 'Standard' }
  properties: { allowConfigFileUpdates: true, stagingEnvironmentPolicy: 'Disabled' }
}

output origin string = 'https://${portal.properties.defaultHostname}'
