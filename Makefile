# Two commands do everything on a fresh Debian or Ubuntu: `make run` and `make test`.
# Settings are given like this: make run PORT=8080 HOST=0.0.0.0

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.DEFAULT_GOAL := help
.PHONY: help run test test-quick prove chaos check sweep screenshots format messages lock reset

help:
	@echo 'make run         set up whatever is missing and serve Wuri on http://$(HOST):$(PORT)/'
	@echo 'make test        set up whatever is missing and run every check and every test'
	@echo 'make test-quick  the tests on SQLite, without a browser'
	@echo 'make chaos       a storm over 2,000 cases, with everything killed in turn (CHAOS="--cases 200")'
	@echo 'make prove       the proofs of clock and escalation at their whole size (some minutes)'
	@echo 'make check       the static checks only'
	@echo 'make screenshots pictures of every page under var/screenshots/ (PAGES=/review/ ROLE=handler LANGUAGE=en)'
	@echo 'make sweep       look with axe at every page whole, which make test does piece by piece (the same settings)'
	@echo 'make format      put code and templates into the form that the checks ask for'
	@echo 'make messages   collect what is to be translated into English, and compile it (needs gettext)'
	@echo 'make lock        settle requirements.txt and requirements-dev.txt anew (docs/dependencies.md)'
	@echo 'make reset       remove the data under var/ and make the demo anew (FORCE=1: do not ask)'

run:
	@setup/prepare run
	@exec .venv/bin/python manage.py up

test:
	@setup/prepare test
	@exec setup/check everything

test-quick:
	@setup/prepare test
	@exec setup/check quick

chaos:
	@setup/prepare test
	@exec .venv/bin/python -m tests.chaos $(CHAOS)

prove:
	@setup/prepare test
	@exec setup/check prove

check:
	@setup/prepare test
	@exec setup/check static

sweep:
	@setup/prepare test
	@exec setup/check sweep

screenshots:
	@setup/prepare test
	@exec setup/screenshots

format:
	@setup/prepare test
	@exec setup/format

messages:
	@setup/prepare test
	@exec setup/messages

lock:
	@exec setup/lock

reset:
	@setup/reset
