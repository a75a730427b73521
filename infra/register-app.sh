#!/usr/bin/env bash
# The app registration: whom tokens are for, and as whom the directories of partners are read. Not tried against Entra.
#
#   infra/register-app.sh create                    makes or updates it, prints its client id (API_CLIENT_ID)
#   infra/register-app.sh connect                   after azd provision: trusts the managed identity, knows the portal
#   infra/register-app.sh operator OBJECT           lets a person, a group or an app of this tenant operate
#   infra/register-app.sh operator-remove OBJECT    takes that back
#
# Needs az, signed in (az login) as an Application administrator of the operator's tenant. "connect" asks azd for
# MANAGED_IDENTITY_PRINCIPAL_ID and PORTAL_ORIGINS, unless they are in the environment.
# Safe to repeat. It makes no secret: the app proves itself by its managed identity.
set -euo pipefail
cd "$(dirname "$0")/.."

name=${APP_NAME:-incentive-enrollment}
graph=https://graph.microsoft.com/v1.0
# Ids of our own choosing; they only have to stay the same.
scope_id=5a3f0c52-6f0e-4d0c-9a1d-6c1f1f1f7a01
operator_id=5a3f0c52-6f0e-4d0c-9a1d-6c1f1f1f7a02

client_id() { az ad app list --display-name "$name" --query "[?displayName=='$name'].appId | [0]" --output tsv; }
object_id() { az ad app show --id "$(client_id)" --query id --output tsv; }
principal() { az ad sp show --id "$(client_id)" --query id --output tsv; }
change() { az rest --method PATCH --url "$graph/applications/$(object_id)" --headers Content-Type=application/json --body "$1"; }

create() {
  if [ -z "$(client_id)" ]; then az ad app create --display-name "$name" --output none; fi
  # Companies consent to it in tenants of their own, so any tenant may use it. Directory roles arrive as wids; acct says
  # who is a guest, idtyp who is no person. The last three are of Microsoft Graph, application permissions, read only:
  # User.Read.All, GroupMember.Read.All, RoleManagement.Read.Directory (docs/security.md says what for).
  change "{
    \"signInAudience\": \"AzureADMultipleOrgs\",
    \"identifierUris\": [\"api://$(client_id)\"],
    \"groupMembershipClaims\": \"DirectoryRole\",
    \"optionalClaims\": { \"accessToken\": [{ \"name\": \"acct\" }, { \"name\": \"idtyp\" }] },
    \"api\": {
      \"requestedAccessTokenVersion\": 2,
      \"oauth2PermissionScopes\": [{
        \"id\": \"$scope_id\", \"value\": \"access_as_user\", \"type\": \"User\", \"isEnabled\": true,
        \"adminConsentDisplayName\": \"Use incentive enrollment\",
        \"adminConsentDescription\": \"Use incentive enrollment as the person who signed in.\",
        \"userConsentDisplayName\": \"Use incentive enrollment\",
        \"userConsentDescription\": \"Use incentive enrollment as you.\"
      }]
    },
    \"appRoles\": [{
      \"id\": \"$operator_id\", \"value\": \"Operator\", \"isEnabled\": true,
      \"allowedMemberTypes\": [\"User\", \"Application\"],
      \"displayName\": \"Operator\", \"description\": \"Runs the incentive programs.\"
    }],
    \"requiredResourceAccess\": [{
      \"resourceAppId\": \"00000003-0000-0000-c000-000000000000\",
      \"resourceAccess\": [
        { \"type\": \"Role\", \"id\": \"df021288-bdef-4463-88db-98f22de89214\" },
        { \"type\": \"Role\", \"id\": \"98830695-27a2-44f7-8c18-0c3ebc9698f6\" },
        { \"type\": \"Role\", \"id\": \"483bed4a-2ad3-4361-a73b-c83ccdbdc53c\" }
      ]
    }]
  }"
  principal >/dev/null 2>&1 || az ad sp create --id "$(client_id)" --output none
  client_id
}

# A value of the deployment.
output() { if [ -n "${!1:-}" ]; then echo "${!1}"; else azd env get-value "$1"; fi; }

# The redirect addresses of kind $1 that there are, and the path $3 at each portal of $2: a JSON array.
redirects() {
  local known origin
  known=$(az ad app show --id "$(client_id)" --query "$1.redirectUris" --output tsv) || exit 1
  {
    echo "$known"
    for origin in $2; do echo "$origin$3"; done
  } | sort -u | sed '/^$/d; s/.*/"&"/' | paste -sd , - | sed 's/.*/[&]/'
}

connect() {
  local identity origins tenant web spa
  identity=$(output MANAGED_IDENTITY_PRINCIPAL_ID)
  origins=$(output PORTAL_ORIGINS)
  tenant=$(az account show --query tenantId --output tsv)
  # Whoever consented for a company is sent back to the portal, where the portal's own sign-in ends too.
  web=$(redirects web "$origins" /consented)
  spa=$(redirects spa "$origins" /)
  change "{ \"web\": { \"redirectUris\": $web }, \"spa\": { \"redirectUris\": $spa } }"
  trust "$identity" "$tenant"
}

# An identity that was made anew has another id, so a credential that is there is written again.
trust() {
  local credential=managed-identity how=(create)
  if az ad app federated-credential show --id "$(client_id)" --federated-credential-id "$credential" >/dev/null 2>&1; then
    how=(update --federated-credential-id "$credential")
  fi
  az ad app federated-credential "${how[@]}" --id "$(client_id)" --output none --parameters "{
    \"name\": \"$credential\",
    \"issuer\": \"https://login.microsoftonline.com/$2/v2.0\",
    \"subject\": \"$1\",
    \"audiences\": [\"api://AzureADTokenExchange\"]
  }"
}

assigned() { echo "$graph/servicePrincipals/$(principal)/appRoleAssignedTo"; }

# The id of the assignment that makes $1 an operator, or nothing.
assignment() {
  az rest --method GET --url "$(assigned)?\$top=999" --output tsv \
    --query "value[?principalId=='$1' && appRoleId=='$operator_id'].id | [0]"
}

operator() {
  local id
  id=$(assignment "$1")
  if [ -n "$id" ]; then return; fi
  az rest --method POST --url "$(assigned)" --output none --headers Content-Type=application/json \
    --body "{ \"principalId\": \"$1\", \"resourceId\": \"$(principal)\", \"appRoleId\": \"$operator_id\" }"
}

operator_remove() {
  local id
  id=$(assignment "$1")
  if [ -n "$id" ]; then az rest --method DELETE --url "$(assigned)/$id" --output none; fi
}

case "${1:-}" in
  create | connect) "$1" ;;
  operator | operator-remove) "${1/-/_}" "${2:?whose object id?}" ;;
  *) sed -n '4,7s/^# *//p' "$0"; exit 1 ;;
esac
