"""Settings by place of use: demo (make run), test (make test), production."""
