// For trying it out: the smallest of everything, a sender of Azure's, nobody woken.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param apiClientId = readEnvironmentVariable('API_CLIENT_ID')
param vendorMail = readEnvironmentVariable('VENDOR_MAIL')

param databaseAccountName = readEnvironmentVariable('DATABASE_ACCOUNT_NAME', '')
param databaseMaxThroughput = 1000
param maxInstances = 10
