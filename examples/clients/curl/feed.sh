#!/bin/sh
# The feed by POST, and by GET with a hash and a tag: a document is sent once, an answer too.
set -eu
url=${GATEWAY_URL:-http://127.0.0.1:8000/graphql}
ask() {
  curl --silent --fail-with-body \
    --header "X-Google-Fit-Token: ${GOOGLE_FIT_TOKEN:-demo}" \
    --header "X-Oura-Token: ${OURA_TOKEN:-demo}" "$@"
}

query='query Feed { activities(first: 5) { nodes { id provider type startTime } } }'
ask "$url" --json "{\"query\": \"$query\"}"
echo

hash=$(printf %s "$query" | sha256sum | cut -d' ' -f1)
named="extensions={\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"$hash\"}}"
ask "$url" --get --data-urlencode "query=$query" --data-urlencode "$named" --output /dev/null

etag=$(mktemp)
ask "$url" --get --data-urlencode "$named" --etag-save "$etag"
echo
ask "$url" --get --data-urlencode "$named" --etag-compare "$etag" --write-out '%{http_code}\n'
rm "$etag"
