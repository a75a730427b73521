// Communication Services and the domain that mail is sent from.
param environmentName string
param suffix string
param tags object
param dataLocation string
param domainName string
param domainVerified bool
param principalId string

// Communication and Email Service Owner: the service honours no custom role, and no narrower one may send.
var senderRole = '09976791-48a7-449e-bb21-39d1a415f350'
var ownDomain = !empty(domainName)
var senderName = 'DoNotReply'

resource emailService 'Microsoft.Communication/emailServices@2025-09-01' = {
  name: 'mail-${environmentName}-${suffix}'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource domain 'Microsoft.Communication/emailServices/domains@2025-09-01' = {
  parent: emailService
  name: ownDomain ? domainName : 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: ownDomain ? 'CustomerManaged' : 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

// A domain of Azure's has one sender, without a display name; one's own takes senders once it was verified.
resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-09-01' = if (ownDomain && domainVerified) {
  parent: domain
  name: toLower(senderName)
  properties: { username: senderName, displayName: 'Microsoft Partner Center' }
}

resource communicationService 'Microsoft.Communication/communicationServices@2025-09-01' = {
  name: 'acs-${environmentName}-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: !ownDomain || domainVerified ? [domain.id] : []
  }
}

resource sending 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communicationService.id, principalId, senderRole)
  scope: communicationService
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', senderRole)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output communicationServiceName string = communicationService.name
output endpoint string = 'https://${communicationService.properties.hostName}'
output sender string = '${senderName}@${domain.properties.fromSenderDomain}'
