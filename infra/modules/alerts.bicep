// What somebody has to look at; docs/operate.md says under each name what to do. The queries read counts of the app,
// which are never sampled, and where counts do not say enough, lines of the log: test/infra/bicep.test.ts and
// telemetry.test.ts check that both exist.
param environmentName string
param location string
param tags object
param workspaceId string
param databaseId string
param alertMail string

// `by`: the columns of the answer that the alert names, each value for itself.
var queryAlerts = [
  {
    name: 'rollover-not-finished'
    description: 'For six hours every look found organizations that still carry a term that has ended.'
    severity: 1
    every: 'PT1H'
    window: 'PT6H'
    by: []
    query: '''
      AppMetrics
      | where Name == 'incentives.rollover.left'
      | extend left = Sum > 0 or tostring(Properties['waiting']) == 'true'
      | summarize unfinished = countif(left) by look = bin(TimeGenerated, 1h)
      | summarize looks = count(), unfinished = countif(unfinished > 0)
      | where looks >= 4 and unfinished == looks
    '''
  }
  {
    name: 'mail-failing'
    description: 'Within six hours more than ten letters failed for good, or at least three while none left; or within the hour at least five times one was put off while none left.'
    severity: 2
    every: 'PT15M'
    window: 'PT6H'
    by: []
    query: '''
      AppMetrics
      | where Name == 'incentives.letters'
      | extend outcome = tostring(Properties['outcome']), lately = TimeGenerated > ago(1h)
      | summarize failed = sumif(Sum, outcome == 'failed'), sent = sumif(Sum, outcome == 'sent'),
          putOff = sumif(Sum, lately and outcome in ('postponed', 'throttled')),
          sentLately = sumif(Sum, lately and outcome == 'sent')
      | where failed > 10 or (failed >= 3 and sent == 0) or (putOff >= 5 and sentLately == 0)
    '''
  }
  {
    name: 'sync-failing'
    description: 'A directory could not be read four times within two hours, for another reason than missing consent. Five or more at once are one alert, for the tenant *several*.'
    severity: 2
    every: 'PT30M'
    window: 'PT2H'
    by: ['tenant']
    query: '''
      AppTraces
      | where Message startswith 'Directory ' and SeverityLevel >= 2
      | extend tenant = extract(@'^Directory ([\w-]+)', 1, Message), fault = extract(@'^Directory \S+: (\w+)', 1, Message)
      | where fault != 'consentMissing'
      | summarize times = count() by tenant
      | where times >= 4
      | summarize tenants = make_set(tenant)
      | extend tenant = iff(array_length(tenants) >= 5, dynamic(['several']), tenants)
      | mv-expand tenant to typeof(string)
      | where isnotempty(tenant)
    '''
  }
  {
    name: 'messages-given-up'
    description: 'A message failed five times and lies in a poison queue.'
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    by: []
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
    by: []
    query: '''
      AppRequests
      | where toint(ResultCode) between (500 .. 599)
      | summarize failed = todouble(sum(ItemCount))
      | union (
          AppMetrics
          | where Name == 'incentives.refusals'
          | extend code = tostring(Properties['code'])
          | where code in ('request/contended', 'service/database-unavailable', 'service/outdated', 'service/unavailable', 'service/failed')
          | summarize failed = sum(Sum)
        )
      | where failed > 5
    '''
  }
  {
    name: 'timer-failing'
    description: 'A timer failed for half an hour or longer, each time; or the daily one failed.'
    severity: 2
    every: 'PT15M'
    window: 'PT6H'
    by: ['timer']
    query: '''
      AppMetrics
      | where Name == 'incentives.invocations' and Sum > 0
      | extend timer = tostring(Properties['function']), outcome = tostring(Properties['outcome'])
      | where timer in ('sendDueLetters', 'reconcileDueOrganizations', 'requestSyncs', 'rollOverEndedTerms', 'reconcileAllOrganizations')
      | summarize failures = make_list_if(TimeGenerated, outcome == 'failed'), succeeded = maxif(TimeGenerated, outcome == 'succeeded') by timer
      | mv-expand failed = failures to typeof(datetime)
      | where isnotnull(failed) and (isnull(succeeded) or failed > succeeded)
      | summarize began = min(failed), latest = max(failed) by timer
      | where latest - began >= 30m or timer == 'reconcileAllOrganizations'
    '''
  }
  {
    name: 'service-silent'
    description: 'For fifteen minutes nothing was told of the timer of every minute, not even that it failed: the app does not start, cannot reach its storage, or its telemetry does not arrive.'
    severity: 0
    every: 'PT5M'
    window: 'PT15M'
    by: []
    query: '''
      AppMetrics
      | where Name == 'incentives.invocations' and Sum > 0
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
            dimensions: map(alert.by, column => { name: column, operator: 'Include', values: ['*'] })
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
