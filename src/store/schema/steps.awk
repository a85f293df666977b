# SPDX-License-Identifier: MIT
# Makes the steps of the schema, store/schema/NNN-name.sql, into C: a string a step, in which the lines follow each other
# as they stand, without their ends and without comments. So a line that goes on begins with the blank that parts it, and
# what a database keeps of the words of a step stays the same for all time.

function fail(what)
{
	print FILENAME ":" FNR ": " what > "/dev/stderr"
	failed = 1
	exit 1
}

# Whether a quote is open at the end of the text.
function is_open(text)
{
	return gsub(/'/, "", text) % 2
}

# The line without its comment, which stands at the start or after a blank.
function bare(line)
{
	if (match(line, /(^|[ \t])--( |$)/)) {
		if (is_open(substr(line, 1, RSTART - 1))) fail("a comment that may be a part of a text")
		line = substr(line, 1, RSTART - 1)
	}
	sub(/[ \t]+$/, "", line)
	return line
}

function end_step()
{
	if (last != ";") fail("the step before does not end with a semicolon")
	print "\t,"
}

BEGIN {
	print "/* Made from the steps by store/schema/steps.awk. */"
	print "#include \"store/schema_steps.h\"\n"
	print "const char *const schema_steps[] = {"
}

FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	if (steps > 0) end_step()
	if (name !~ /^[0-9][0-9][0-9]-[a-z-]+\.sql$/ || substr(name, 1, 3) + 0 != ++steps)
		fail("the steps are numbered from 001 without a gap")
	print "\t/* " name " */"
	last = ""
}

{
	line = bare($0)
	if (line == "") next
	if (line ~ /[\t\\"]/) fail("a tab, a backslash or a double quote")
	if (is_open(line)) fail("a text that does not end on its line")
	if (last ~ /[A-Za-z0-9_']/ && line ~ /^[A-Za-z0-9_']/) fail("a line that goes on begins with a blank")
	last = substr(line, length(line))
	print "\t\"" line "\""
}

END {
	if (failed) exit 1
	end_step()
	print "};"
	print "const int schema_step_count = " steps ";"
}
