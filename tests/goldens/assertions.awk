# SPDX-License-Identifier: MIT
# Counts what the tests assert, file by file:
#   awk -f assertions.awk tests/unit/test_base_str.c ... prints "tests/unit/test_base_str <tab> 97"
# In C the calls that may fail a test, in shell those that make a point, in scripts of keys the steps that look.
function count(line, pattern,    n) {
	n = 0
	while (match(line, pattern)) {
		n++
		line = substr(line, RSTART + RLENGTH)
	}
	return n
}
FNR == 1 {
	test = FILENAME
	kind = test
	sub(/.*\./, "", kind)
	if (kind == "c" || kind == "h") sub(/\.[ch]$/, "", test)
	if (!(test in asserts)) order[++n] = test
	asserts[test] += 0
}
kind == "keys" { asserts[test] += $1 ~ /^(expect|refuse|screen|styles|csv|printed|counted)$/ }
kind == "test" { asserts[test] += count($0, "(^|[;&|{(] *|if |! |\t)(point|check|refused|passes|same|holds|report|hold|less|clean) ") }
kind == "c" || kind == "h" {
	asserts[test] += count($0, "(assert_[a-z_]+|must|must_fail|fail|fail_msg|point|told|holds|require|[a-z_]*expect[a-z_]*|CHECK|IN_[A-Z_]+)\\(")
}
kind == "tsv" { asserts[test]++ }
END {
	for (i = 1; i <= n; i++)
		if (asserts[order[i]] > 0) print order[i] "\t" asserts[order[i]]
}
