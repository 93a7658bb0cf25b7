#!/usr/bin/env bash
# Adds one migration of the same name for both database providers: eng/add-migration.sh AddShiftNotes
# Each migrations project is its own startup project, so the web host is not started.
set -euo pipefail
unset CDPATH
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

name=${1:-}
if [[ $# -ne 1 || ! $name =~ ^[A-Z][A-Za-z0-9]*$ ]]; then
    echo "Usage: eng/add-migration.sh NAME, where NAME says what changes, such as AddShiftNotes." >&2
    exit 1
fi
if find migrations -name "*_$name.cs" -not -path '*/obj/*' | grep -q .; then
    echo "A migration named $name exists already; choose another name." >&2
    exit 1
fi

ef() { # VERB... PROVIDER
    local project=migrations/CloudPos.Migrations.${!#}
    dotnet ef migrations "${@:1:$#-1}" --project "$project" --startup-project "$project"
}

dotnet tool restore
ef add "$name" Sqlite
if ! ef add "$name" SqlServer; then
    # A migration that one provider lacks is worse than none.
    ef remove --force Sqlite
    echo "SQL Server refused the model (the message is above), so neither provider has the migration $name." >&2
    exit 1
fi
echo "Added $name for both providers. Read both files, then run ./test.sh Application."
