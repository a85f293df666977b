# SPDX-License-Identifier: MIT
# Holds that no test of before has gone. Reads the logs that tests left (on standard input) and test_names.txt: "test <tab>
# how often <tab> name", every number in a name as N. Prints each name that its test no longer has. heirs.txt says where a
# test or a name went. A test that was not run is not asked, and one that skipped something may miss as many names as it
# skipped. Exit status 1 when a name is gone.
#   cat LOG... | awk -v golden=test_names.txt -v heirs=heirs.txt -f names.awk
# With -v update=yes the names of the logs are printed in the form of test_names.txt.

function plain(name)
{
	sub(/^[a-z_]*\.keys:[0-9]+ /, "", name)
	gsub(/[0-9]+/, "N", name)
	return name
}
BEGIN {
	FS = "\t"
	while ((getline line < heirs) > 0) {
		n = split(line, part, "\t")
		if (line ~ /^#/) continue
		if (n == 2) moved[part[1]] = moved[part[1]] " " part[2]
		if (n == 4) { heir[part[1], part[2]] = part[4]; heir_test[part[1], part[2]] = part[3] }
	}
}
/^(PASS|FAIL|XFAIL|XPASS|ERROR|SKIP): / {
	result = $0
	sub(/: .*/, "", result)
	sub(/^[A-Z]*: /, "")
	test = $0
	sub(/ .*/, "", test)
	name = $0
	sub(/^[^ ]* [0-9]+ (- )?/, "", name)
	ran[test] = 1
	if (result == "SKIP") { skipped[test]++; next }
	have[test, plain(name)]++
	if (!((test, plain(name)) in seen)) { order[++n_order] = test "\t" plain(name); seen[test, plain(name)] = 1 }
}
END {
	if (update) {
		for (i = 1; i <= n_order; i++) {
			split(order[i], part, "\t")
			print part[1] "\t" have[part[1], part[2]] "\t" part[2]
		}
		exit 0
	}
	while ((getline line < golden) > 0) {
		split(line, part, "\t")
		test = part[1]; name = part[3]
		heirs_of = test in moved ? moved[test] : test
		if ((test, name) in heir) { heirs_of = heir_test[test, name]; name = heir[test, name] }
		asked++
		missing = part[2]
		n = split(heirs_of, new, " ")
		all_ran = 1
		may_miss = 0
		for (i = 1; i <= n; i++) {
			missing -= have[new[i], name]
			may_miss += skipped[new[i]]
			if (!(new[i] in ran)) all_ran = 0
		}
		if (!all_ran || missing <= 0) continue
		gone[++n_gone] = test ": " part[3] (heirs_of == test ? "" : " (now" heirs_of ": " name ")")
		gone_test[n_gone] = test
		n_missing[test] += missing
		n_may_miss[test] = may_miss
	}
	if (asked == 0) { print "there are no names to compare with"; exit 1 }
	bad = 0
	for (i = 1; i <= n_gone; i++)
		if (n_missing[gone_test[i]] > n_may_miss[gone_test[i]]) { print gone[i]; bad = 1 }
	exit bad
}
