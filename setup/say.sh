# shellcheck shell=bash
# How set-up speaks to the person at the terminal. Sourced by its neighbours.

say() { printf '%s\n' "$*"; }

# stop SENTENCE...: says what is wrong and what to do now, one sentence a line, and ends.
stop() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}
