// What somebody has to look at; docs/operate.md says under each name what to do. The queries read lines that the
// functions log, and the names of functions: test/infra/bicep.test.ts checks that both exist.
param environmentName string
param location string
param tags object
param workspaceId string
param databaseId string
param alertMail string

var queryAlerts = [
  {
    name: 'rollover-not-finished'
    description: 'For six hours every look found organizations that still carry a term that has ended.'
    severity: 1
    every: 'PT1H'
    window: 'PT6H'
    query: '''
      AppTraces
      | where Message startswith 'named for rollover {'
      | extend said = parse_json(extract(@'(\{.*\})', 1, Message))
      | extend left = toint(said.organizations) > 0 or tobool(said.waiting) or toint(said.poisoned) > 0
      | summarize looks = count(), unfinished = countif(left)
      | where looks >= 4 and unfinished == looks
    '''
  }
  {
    name: 'mail-failing'
    description: 'More than ten letters failed for good within the hour, or none left while others were put off.'
    severity: 2
    every: 'PT15M'
    window: 'PT1H'
    query: '''
      AppTraces
      | where Message startswith 'letters {'
      | extend said = parse_json(extract(@'(\{.*\})', 1, Message))
      | summarize sent = sum(toint(said.sent)), failed = sum(toint(said.failed)), postponed = sum(toint(said.postponed))
      | where failed > 10 or (postponed > 0 and coalesce(sent, 0) == 0)
    '''
  }
  {
    name: 'sync-failing'
    description: 'A directory could not be read four times within two hours, for another reason than missing consent.'
    severity: 2
    every: 'PT30M'
    window: 'PT2H'
    query: '''
      AppTraces
      | where Message startswith 'Directory ' and SeverityLevel >= 2
      | extend said = extract(@'^Directory (\S+: \w+)', 1, Message)
      | where said !endswith 'consentMissing'
      | summarize times = count() by said
      | where times >= 4
    '''
  }
  {
    name: 'messages-given-up'
    description: 'A message failed five times and lies in a poison queue.'
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    query: '''
      AppTraces
      | where Message has 'MaxDequeueCount'
    '''
  }
  {
    name: 'requests-failing'
    description: 'More than five requests were answered with 5xx within five minutes.'
    severity: 1
    every: 'PT5M'
    window: 'PT5M'
    query: '''
      AppRequests
      | where toint(ResultCode) between (500 .. 599)
      | summarize failed = count()
      | where failed > 5
    '''
  }
  {
    name: 'service-silent'
    description: 'The timer of every minute has not run for fifteen: the app does not start, or cannot reach its storage.'
    severity: 0
    every: 'PT5M'
    window: 'PT15M'
    query: '''
      AppRequests
      | where Name == 'sendDueLetters' and Success == true
      | summarize runs = count()
      | where runs == 0
    '''
  }
]

resource toldByMail 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertMail)) {
  name: 'ag-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'incentives'
    enabled: true
    emailReceivers: [{ name: 'operations', emailAddress: alertMail, useCommonAlertSchema: true }]
  }
}

var actionGroups = empty(alertMail) ? [] : [toldByMail.id]

resource queryRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in queryAlerts: {
    name: '${environmentName}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables come with the first lines of the app.
      skipQueryValidation: true
      actions: { actionGroups: actionGroups }
    }
  }
]

resource databaseThrottled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${environmentName}-database-throttled'
  location: 'global'
  tags: tags
  properties: {
    description: 'The database refused more than a hundred requests within five minutes, for want of request units.'
    severity: 2
    enabled: true
    scopes: [databaseId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 100
        }
      ]
    }
    autoMitigate: true
    actions: map(actionGroups, id => { actionGroupId: id })
  }
}
