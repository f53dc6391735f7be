.PHONY: text
text:  ## compile the catalogue of sentences
	.venv/bin/pybabel -q compile -f -D shop -d resources/text -l zh_CN
