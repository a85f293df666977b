# SPDX-License-Identifier: MIT
# Makes the manual page: the template, with the command table where it says @KEYS@.
#   awk -v version=1.0 -f manpage.awk commands.def fascicle.1.in > fascicle.1
# The headings of the key section are the table's own: comments that read "--- heading ---".
# Plain POSIX awk.

function complain(text) {
	print FILENAME ":" FNR ": " text | "cat 1>&2"
	faults++
}

function roff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	gsub(/'/, "\\(aq", text)
	gsub(/`/, "\\(ga", text)
	gsub(/\^/, "\\(ha", text)
	gsub(/~/, "\\(ti", text)
	return text
}

# Splits what stands between the macro's parentheses into argument[1..] at the outer commas; returns how many.
function split_arguments(text, argument,    n, pos, c, depth, quoted, piece) {
	n = 0; depth = 0; quoted = 0; piece = ""
	for (pos = 1; pos <= length(text); pos++) {
		c = substr(text, pos, 1)
		if (quoted && c == "\\") { piece = piece c substr(text, ++pos, 1); continue }
		if (c == "\"") quoted = !quoted
		else if (!quoted && c == "(") depth++
		else if (!quoted && c == ")") depth--
		if (c == "," && !quoted && depth == 0) { argument[++n] = piece; piece = "" }
		else piece = piece c
	}
	argument[++n] = piece
	return n
}

# The text of a C string, or of several in a row, maybe within N_().
function unquoted(piece,    out, pos, c, quoted) {
	out = ""; quoted = 0
	for (pos = 1; pos <= length(piece); pos++) {
		c = substr(piece, pos, 1)
		if (quoted && c == "\\") out = out substr(piece, ++pos, 1)
		else if (c == "\"") quoted = !quoted
		else if (quoted) out = out c
	}
	return out
}

# "Alt-m body:Enter" as a person reads it: "Alt-m, in body: Enter". Keys without a scope are those of the
# command's, which is said where the heading does not say it.
function keys_for_people(keys, usual,    n, list, i, key, scope, last_scope, out) {
	n = split(keys, list, " ")
	out = ""
	for (i = 1; i <= n; i++) {
		key = list[i]; scope = usual
		if (match(key, /^[a-z]+:./)) {
			scope = substr(key, 1, index(key, ":") - 1)
			key = substr(key, index(key, ":") + 1)
		}
		if (match(substr(key, 2), /=/)) key = substr(key, 1, RSTART)
		if (scope == last_scope && out != "") scope = ""
		else last_scope = scope
		out = out (out == "" ? "" : ", ") (scope == "" ? "" : "in " scope ": ") "\\fI" roff(key) "\\fR"
	}
	return out
}

function add_command(text,    n, argument, name, scope, keys, help) {
	sub(/^[ \t]*COMMAND\(/, "", text)
	sub(/\)[ \t]*$/, "", text)
	n = split_arguments(text, argument)
	name = unquoted(argument[1]); scope = unquoted(argument[2])
	keys = unquoted(argument[3]); help = unquoted(argument[n])
	if (n < 4 || name !~ /^[a-z]+(-[a-z]+)*$/ || help == "") {
		complain("this is no line of the command table")
		return
	}
	if (scope == "any" || scope == heading_scope) scope = ""
	section = section ".TP\n\\fB" roff(name) "\\fR" (keys == "" ? "" : "  " keys_for_people(keys, scope)) "\n"
	section = section roff(help) ".\n"
	n_commands++
}

FNR == 1 { n_files++ }

n_files == 1 && match($0, /--- .* ---/) {
	heading = substr($0, RSTART + 4, RLENGTH - 8)
	match(heading, /^[a-z]+/)
	heading_scope = substr(heading, 1, RLENGTH)
	section = section ".SS " toupper(substr(heading, 1, 1)) roff(substr(heading, 2)) "\n"
	next
}
n_files == 1 && (open_line != "" || /^[ \t]*COMMAND\(/) {
	open_line = open_line (open_line == "" ? "" : " ") $0
	if (open_line ~ /\)[ \t]*$/) {
		add_command(open_line)
		open_line = ""
	}
	next
}
n_files == 1 { next }

$0 == "@KEYS@" { page = page section; placed++; next }
{ gsub(/@VERSION@/, version); page = page $0 "\n" }

END {
	if (n_commands == 0) complain("the command table is empty")
	if (placed != 1) complain("the template must say @KEYS@ once, on a line of its own")
	if (open_line != "") complain("the command table ends within a command")
	if (faults) {
		close("cat 1>&2")
		exit 1
	}
	printf "%s", page
}
