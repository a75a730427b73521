// What somebody has to look at; docs/operate.md says under each name what to do. The queries read counts of the app,
// which are never sampled, and where counts do not say enough, lines of the log: test/infra/bicep.test.ts and
// telemetry.test.ts check that both exist.
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
      AppMetrics
      | where Name in ('incentives.rollover.left', 'incentives.rollover.poisoned')
      | extend left = Sum > 0 or tostring(Properties['waiting']) == 'true'
      | summarize unfinished = countif(left) by look = bin(TimeGenerated, 1h)
      | summarize looks = count(), unfinished = countif(unfinished > 0)
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
      AppMetrics
      | where Name == 'incentives.letters'
      | extend outcome = tostring(Properties['outcome'])
      | summarize sent = sumif(Sum, outcome == 'sent'), failed = sumif(Sum, outcome == 'failed'),
          postponed = sumif(Sum, outcome == 'postponed')
      | where failed > 10 or (postponed > 0 and sent == 0)
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
      | summarize failed = sum(ItemCount)
      | where failed > 5
    '''
  }
  {
    name: 'service-silent'
    description: 'For fifteen minutes nothing was told of the timer of every minute: the app does not start, cannot reach its storage, or its telemetry does not arrive.'
    severity: 0
    every: 'PT5M'
    window: 'PT15M'
    query: '''
      AppMetrics
      | where Name == 'incentives.invocations' and Properties['outcome'] == 'succeeded'
      | where Properties['function'] == 'sendDueLetters'
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
