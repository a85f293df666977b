# SPDX-License-Identifier: MIT
# Makes the manual page: the template, with the commands where it says @KEYS@ and the fields of an export where it says
# @FIELDS@.
#   awk -v version=1.0 -f manpage.awk screens.c cmd_*.c fascicle.1.in > fascicle.1
# The sources come first, in any order, the template last. Commands are structs with a member a line; the tables of them, of
# a file or of a screen's class, follow each other as the list in screens.c says, whose comments "--- heading ---" head the
# key section.
# Plain POSIX awk.

function complain(text) {
	print (ended ? "" : FILENAME ":" FNR ": ") text | "cat 1>&2"
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

# The first key of a command, or the one that hands the argument over; ":undo" where it has none.
function key_of(named,    name, argument, n, list, i, key) {
	name = named; argument = ""
	sub(/[= ].*$/, "", name)
	if (named ~ /=/) { argument = named; sub(/^[^=]*=/, "", argument); sub(/ .*$/, "", argument) }
	if (!(name in keys_of)) complain("a help names " name ", which is no command")
	n = split(keys_of[name], list, " ")
	for (i = 1; i <= n; i++) {
		key = list[i]
		if (match(key, /^[a-z]+:./)) key = substr(key, index(key, ":") + 1)
		if (argument != "" && substr(key, length(key) - length(argument)) != "=" argument) continue
		if (match(substr(key, 2), /=/)) key = substr(key, 1, RSTART)
		return key
	}
	return ":" name
}

# "{undo} brings it back", with its key.
function with_keys(text,    out, named, rest) {
	out = ""
	while (match(text, /\{[a-z]+(-[a-z]+)*(=[^} ]+)?( [a-z-]+)?\}/)) {
		named = substr(text, RSTART + 1, RLENGTH - 2)
		rest = substr(text, RSTART + RLENGTH)
		out = out substr(text, 1, RSTART - 1) key_of(named)
		text = rest
	}
	return out text
}

function add_command(id,    scope, help) {
	scope = member[id, "scope"]; help = with_keys(member[id, "help"])
	if (member[id, "secret"] != "") return
	if (member[id, "name"] !~ /^[a-z]+(-[a-z]+)*$/ || scope == "" || help == "") {
		complain(id ": a command needs a name, a scope and its help")
		return
	}
	if (scope == "any" || scope == heading_scope) scope = ""
	section = section section_heading ".TP\n\\fB" roff(member[id, "name"]) "\\fR"
	section_heading = ""
	section = section (member[id, "keys"] == "" ? "" : "  " keys_for_people(member[id, "keys"], scope)) "\n"
	section = section roff(help) ".\n"
	n_commands++
}

function add_table(name,    n, list, i) {
	if (!(name in table)) complain("no file has the table " name)
	n = split(table[name], list, " ")
	for (i = 1; i <= n; i++) {
		if (!(list[i] in known)) complain(name ": there is no command " list[i])
		else add_command(list[i])
		delete known[list[i]]
	}
}

function add_heading(heading) {
	match(heading, /^[a-z]+/)
	heading_scope = substr(heading, 1, RLENGTH)
	section_heading = ".SS " toupper(substr(heading, 1, 1)) roff(substr(heading, 2)) "\n"
}

# ".keys = "Alt-m"," once all of it is there; what runs over the line is taken together.
function add_member(text,    name) {
	sub(/^[ \t]+/, "", text)
	pending = pending text
	if (pending !~ /,$/) return
	if (match(pending, /^\.[a-z_]+ = /)) {
		name = substr(pending, 2, RLENGTH - 4)
		member[command, name] = pending ~ /"/ ? unquoted(pending) : substr(pending, RLENGTH + 1)
	} else {
		complain("this is no member of a command")
	}
	pending = ""
}

FILENAME == ARGV[ARGC - 1] {
	if ($0 == "@KEYS@") placed++
	if (/@FIELDS@/) {
		if (fields == "") complain("the sources have no table of the fields of an export")
		sub(/@FIELDS@/, fields)
	}
	gsub(/@VERSION@/, version)
	template[++n_lines] = $0
	next
}
/^(static )?const struct command [a-z_]+ = \{$/ {
	command = $(NF - 2)
	known[command] = 1
	next
}
/^(static )?const struct command \*const [a-z_]+\[\] = \{/ {
	listed = $(NF - 2)
	sub(/\[\]$/, "", listed)
	table[listed] = ""
}
/^const struct screen_class [a-z_]+ = \{$/ { class = $4 }
class != "" && match($0, /\.commands = [a-z_]+/) { table_of[class] = substr($0, RSTART + 12, RLENGTH - 12) }
/^} fields\[\] = \{$/ { is_field = 1; next }
is_field && match($0, /"[a-z_]+"/) { fields = fields (fields == "" ? "" : ", ") substr($0, RSTART + 1, RLENGTH - 2) }
/^const struct program_part program_parts\[\] = \{$/ { lists = 1; next }
/^\};$/ {
	if (pending != "") complain("a member does not end")
	command = listed = class = pending = ""
	lists = is_field = 0
	next
}
command != "" { add_member($0) }
listed != "" {
	n = split($0, word, /[^a-z_&]+/)
	for (i = 1; i <= n; i++)
		if (word[i] ~ /^&/) table[listed] = table[listed] " " substr(word[i], 2)
}
lists && match($0, /--- .* ---/) { order[++n_order] = "#" substr($0, RSTART + 4, RLENGTH - 8) }
lists && match($0, /[a-z_]+_commands/) { order[++n_order] = substr($0, RSTART, RLENGTH) }
lists && match($0, /&[a-z_]+/) { order[++n_order] = substr($0, RSTART, RLENGTH) }

END {
	ended = 1
	for (id in known)
		keys_of[member[id, "name"]] = member[id, "keys"]
	if (command != "" || listed != "") complain("the sources end within a command or a table")
	for (i = 1; i <= n_order; i++) {
		if (order[i] ~ /^#/) add_heading(substr(order[i], 2))
		else if (order[i] !~ /^&/) add_table(order[i])
		else if (substr(order[i], 2) in table_of) add_table(table_of[substr(order[i], 2)])
	}
	for (id in known) complain(id ": no table that is listed holds this command")
	if (n_commands == 0) complain("there is no command")
	if (placed != 1) complain("the template must say @KEYS@ once, on a line of its own")
	if (faults) {
		close("cat 1>&2")
		exit 1
	}
	for (i = 1; i <= n_lines; i++)
		printf "%s", template[i] == "@KEYS@" ? section : template[i] "\n"
}
