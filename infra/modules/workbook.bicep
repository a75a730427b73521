// What the service does and costs, on one page of Azure Monitor: the queries are in ../workbook.json. test/infra/telemetry.test.ts
// checks that the metrics and attributes they read are told by the code.
param environmentName string
param location string
param tags object
param workspaceId string

var workspaceType = 'microsoft.operationalinsights/workspaces'
var parts = loadJsonContent('../workbook.json')

var timeRange = {
  type: 9
  name: 'time range'
  content: {
    version: 'KqlParameterItem/1.0'
    queryType: 0
    resourceType: workspaceType
    parameters: [
      {
        id: guid(workspaceId, 'TimeRange')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
  }
}

var queries = map(parts, part => {
  type: 3
  name: part.title
  content: {
    version: 'KqlItem/1.0'
    title: part.title
    query: join(part.query, '\n')
    visualization: part.visualization
    size: 0
    timeContextFromParameter: 'TimeRange'
    queryType: 0
    resourceType: workspaceType
  }
})

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Incentive enrollment: ${environmentName}'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([timeRange], queries)
      fallbackResourceIds: [workspaceId]
    })
  }
}
