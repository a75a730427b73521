// For partners: zones, a private network, a domain of one's own, a month of backups, instances that wait.
// docs/operate.md, "Capacity", says what that amounts to.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param apiClientId = readEnvironmentVariable('API_CLIENT_ID')
param vendorMail = readEnvironmentVariable('VENDOR_MAIL')
param alertMail = readEnvironmentVariable('ALERT_MAIL')
param mailDomain = readEnvironmentVariable('MAIL_DOMAIN')
param mailDomainVerified = bool(readEnvironmentVariable('MAIL_DOMAIN_VERIFIED', 'false'))
param portalOrigins = filter([readEnvironmentVariable('PORTAL_ORIGIN', '')], origin => !empty(origin))

param databaseAccountName = readEnvironmentVariable('DATABASE_ACCOUNT_NAME', '')
param databaseMaxThroughput = 10000
param backupTier = 'Continuous30Days'
param zoneRedundant = true
param privateNetwork = true
// Fewer are refused over zones. Beside these two for HTTP, Azure keeps two for each timer and each queue.
param alwaysReadyInstances = 2
param maxInstances = 100
param logRetentionDays = 90
