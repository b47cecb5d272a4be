"""The wording of an agreement (协议范本): a text that people write, and the articles that come of it for one case.

`markup` reads the text, `names` says which facts and conditions it may name, `resolve` makes the articles of an
agreement, `check` tells an author what is wrong; `standard` is the wording that comes with the system.
"""
