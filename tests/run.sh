#!/usr/bin/env bash
# The one test command: makes its environment, gets a browser where there is none, and runs every check.
set -euo pipefail
cd "$(dirname "$0")/.."
environment="${DATATRAIL_TEST_ENV:-.venv-test}"

if [ ! -x "$environment/bin/python" ]; then
    if ! python3 -m venv "$environment" 2>/dev/null; then   # Debian keeps venv in a package of its own
        rm -rf "$environment"
        as_root=""; [ "$(id -u)" = 0 ] || as_root="sudo"
        $as_root apt-get update -qq && $as_root apt-get install -y -qq python3-venv
        python3 -m venv "$environment"
    fi
fi
"$environment/bin/pip" install --quiet --disable-pip-version-check -e ".[test]"
export PATH="$PWD/$environment/bin:$PATH"

if [ -z "${DATATRAIL_CHROMIUM:-}" ]; then
    DATATRAIL_CHROMIUM="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
fi
if [ -z "$DATATRAIL_CHROMIUM" ]; then
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq chromium && DATATRAIL_CHROMIUM="$(command -v chromium)" || true
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo apt-get update -qq && sudo apt-get install -y -qq chromium && DATATRAIL_CHROMIUM="$(command -v chromium)" || true
    fi
    [ -n "$DATATRAIL_CHROMIUM" ] || playwright install chromium   # Playwright's own, where Debian's cannot be had
fi
export DATATRAIL_CHROMIUM

ruff check .
mypy
lint-imports
datatrail check | tail -n 1
if [ $# -gt 0 ]; then
    exec pytest "$@"
fi
pytest --cov --cov-report=term-missing:skip-covered
