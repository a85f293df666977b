# SPDX-License-Identifier: MIT
# Makes the catalogue's C tables from its CSV files:
#   awk -f tables.awk *.csv figure_front.txt figure_back.txt > tables.c
# The order of the files does not matter; which table a file holds is told by its name. Everything is checked
# first: a bad row ends with "file:line: what is wrong" on stderr, exit status 1, and nothing on stdout.
# Plain POSIX awk.

function complain(place, text) {
	print place ": " text | "cat 1>&2"
	faults++
}

function base_of(path) {
	sub(/^.*\//, "", path)
	return path
}

# Splits an RFC 4180 line into field[1..]; returns how many, or -1 for a quote out of place.
function split_csv(line, field,    n, pos, c, text, quoted, closed) {
	n = 0; text = ""; quoted = 0; closed = 0
	for (pos = 1; pos <= length(line) + 1; pos++) {
		c = pos <= length(line) ? substr(line, pos, 1) : ","
		if (quoted && pos > length(line)) return -1
		if (quoted) {
			if (c != "\"") text = text c
			else if (substr(line, pos + 1, 1) == "\"") { text = text c; pos++ }
			else { quoted = 0; closed = 1 }
		} else if (c == ",") { field[++n] = text; text = ""; closed = 0 }
		else if (closed) return -1
		else if (c == "\"") { if (text != "") return -1; quoted = 1 }
		else text = text c
	}
	return n
}

function c_string(text,    out, pos, c) {
	out = ""
	for (pos = 1; pos <= length(text); pos++) {
		c = substr(text, pos, 1)
		out = out (c == "\\" || c == "\"" ? "\\" c : c)
	}
	return "\"" out "\""
}

function shown(text) { return text == "" ? "\"\"" : "N_(" c_string(text) ")" }

# --- what each table looks like

BEGIN {
	header["regions"] = "code,name,view,side,row,col,lay_name,limb"
	header["regions_cells"] = "cell,code,side,view,row,col,key"
	header["region_rules"] = "category,region,level,reason"
	header["muscles"] = "code,name,home,referral_primary,referral_spill,presentation,hazard"
	header["satellites"] = "key_muscle,satellite_muscle"
	header["techniques"] = "code,name,category,doses,contraindications"
	header["conditions"] = "code,name,kind"
	header["rom"] = "code,joint,movement,normal_deg,sided"
	header["selfcare"] = "code,kind,name,instruction,doses,regions"
	header["scores"] = "code,name,kind,minimum,maximum,good,change,error,source"
	header["sensitive"] = "code"
	header["aliases"] = "code,alias"
	header["short_names"] = "code,short_name"
	header["urgencies"] = "code,urgency"
	header["aims"] = "technique,aim,name"
	header["placed"] = "technique"
	header["units"] = "code,of,shown,low,high,whole"
	header["findings"] = "code,section,name,kind,low,high,unit,choices,many,place,ask,usual"
	figure["figure_front"] = "F"; figure["figure_back"] = "B"
	n_kinds = split("condition device medicine allergy history lifestage consent redflag", list, " ")
	for (i = 1; i <= n_kinds; i++) known_kind[list[i]] = 1
	urgency_name["emergency"] = "URGENCY_EMERGENCY"; urgency_name["same-day"] = "URGENCY_SAME_DAY"
	urgency_name["days"] = "URGENCY_DAYS"; urgency_name["judgement"] = "URGENCY_JUDGEMENT"
	known_unit["enum"] = known_unit["text"] = known_unit["bool"] = 1
	unit_of["dose"] = "UNIT_OF_DOSE"; unit_of["threshold"] = "UNIT_OF_THRESHOLD"; unit_of["motion"] = "UNIT_OF_MOTION"
	n_kinds = split("choice words number text date muscle", list, " ")
	for (i = 1; i <= n_kinds; i++) finding_kind[list[i]] = "FINDING_" toupper(list[i])
	n_kinds = split("no side may must", list, " ")
	for (i = 1; i <= n_kinds; i++) finding_place[list[i]] = "WHERE_" toupper(list[i])
	finding_ask[""] = "ASK_ALWAYS"; finding_ask["again"] = "ASK_AGAIN"
	finding_ask["adverse"] = "ASK_ADVERSE"; finding_ask["session"] = "ASK_SESSION"
	coded["regions"] = coded["muscles"] = coded["techniques"] = coded["conditions"] = coded["rom"] = 1
	coded["scores"] = coded["selfcare"] = 1
	n_care = split("stretch exercise self_pressure posture ergonomics heat cold movement breathing_relax lifestyle avoid " \
	               "watch_for", list, " ")
	for (i = 1; i <= n_care; i++) known_care[list[i]] = 1
	VIEW_COLS = 24; VIEW_ROWS = 20
}

# --- reading

FNR == 1 {
	table = base_of(FILENAME)
	sub(/\.(csv|txt)$/, "", table)
	if (table in seen_file) complain(FILENAME ":1", "this table was read already from " seen_file[table])
	else if (!(table in header) && !(table in figure)) complain(FILENAME ":1", "no table goes by this name")
	seen_file[table] = FILENAME
	n_rows[table] = 0
}
{ sub(/\r$/, "") }

table in figure {
	if (FNR > VIEW_ROWS || length($0) > VIEW_COLS)
		complain(FILENAME ":" FNR, "a figure has " VIEW_ROWS " rows of at most " VIEW_COLS " columns")
	if ($0 ~ /[^ -~]/) complain(FILENAME ":" FNR, "a figure is drawn in plain ASCII")
	outline[figure[table], FNR - 1] = sprintf("%-" VIEW_COLS "s", $0)
	n_rows[table] = FNR
	next
}
!(table in header) { next }
FNR == 1 {
	sub(/^\357\273\277/, "")
	if ($0 != header[table]) complain(FILENAME ":1", "the header must read " header[table])
	n_columns[table] = split(header[table], list, ",")
	for (i = 1; i <= n_columns[table]; i++) column_name[table, i] = list[i]
	next
}
$0 == "" { next }
{
	got = split_csv($0, field)
	if (got < 0) { complain(FILENAME ":" FNR, "a quote is out of place"); next }
	if (got != n_columns[table]) {
		complain(FILENAME ":" FNR, got " fields where " n_columns[table] " are wanted")
		next
	}
	row = n_rows[table]++
	place[table, row] = FILENAME ":" FNR
	for (i = 1; i <= got; i++) cell[table, row, column_name[table, i]] = field[i]
	if (table in coded) take_code(table, row, field[1])
}

function take_code(table, row, code) {
	if (code !~ /^[A-Z0-9][A-Z0-9][A-Z0-9]?[A-Z0-9]?[A-Z0-9]?[A-Z0-9]?$/)
		complain(place[table, row], "code \"" code "\" is not 2 to 6 capital letters or digits")
	if (code in table_of) {
		complain(place[table, row], "code " code " is taken at " place[table_of[code], index_of[code]])
		return
	}
	table_of[code] = table
	index_of[code] = row
}

# --- checking

function at(table, row, column) { return cell[table, row, column] }

function is_code(table, code) { return (code in table_of) && table_of[code] == table }

function want_code(table, row, in_table, code, column) {
	if (is_code(in_table, code)) return 1
	complain(place[table, row], "\"" code "\" in " column " is not a code of " in_table ".csv")
	return 0
}

function want_text(table, row, column) {
	if (at(table, row, column) ~ /^[ \t]*$/) complain(place[table, row], column " is empty")
}

# Splits a blank-separated list of region codes, checks it, returns it as C indexes.
function region_list(table, row, column,    n, list, i, out, had) {
	n = split(at(table, row, column), list, " ")
	out = ""
	for (i = 1; i <= n; i++) {
		if (!want_code(table, row, "regions", list[i], column)) continue
		if (list[i] in had) complain(place[table, row], list[i] " stands twice in " column)
		had[list[i]] = 1
		out = out index_of[list[i]] ", "
	}
	return out "-1"
}

function check_regions(    r, code, row, col, c, k) {
	for (r = 0; r < n_rows["regions"]; r++) {
		code = at("regions", r, "code"); row = at("regions", r, "row"); col = at("regions", r, "col")
		want_text("regions", r, "name"); want_text("regions", r, "lay_name")
		if (at("regions", r, "view") !~ /^[FB]$/) complain(place["regions", r], "view must be F or B")
		if (at("regions", r, "side") !~ /^(LR|M)$/) complain(place["regions", r], "side must be LR or M")
		if (at("regions", r, "limb") !~ /^(arm|leg)?$/) complain(place["regions", r], "limb must be arm, leg or empty")
		if (at("regions", r, "limb") != "" && at("regions", r, "side") != "LR")
			complain(place["regions", r], "a region in the midline is of no limb")
		if (row !~ /^[0-9]+$/ || row + 0 >= VIEW_ROWS || col !~ /^[0-9]+$/ || col + 0 > VIEW_COLS - 2)
			complain(place["regions", r], "row and col lie outside the figure")
		else {
			claim(code, r, row + 0, col + 0)
			if (at("regions", r, "side") == "LR") claim(code, r, row + 0, VIEW_COLS - 2 - col)
		}
	}
	for (r = 0; r < n_rows["sensitive"]; r++)
		if (want_code("sensitive", r, "regions", at("sensitive", r, "code"), "code"))
			sensitive[at("sensitive", r, "code")] = 1
}

# A region takes the two columns of its cell; the outline must leave them blank.
function claim(code, r, row, col,    view, c) {
	view = at("regions", r, "view")
	starts[view, row, col] = code
	for (c = col; c <= col + 1; c++) {
		if ((view, row, c) in drawn && drawn[view, row, c] != code)
			complain(place["regions", r], "its cell lies over that of " drawn[view, row, c])
		drawn[view, row, c] = code
		if (substr(outline[view, row], c + 1, 1) != " ")
			complain(place["regions", r], "its cell lies over the outline of the figure")
	}
	cells_wanted++
}

function check_cells(    r, code, side, key, had) {
	for (r = 0; r < n_rows["regions_cells"]; r++) {
		code = at("regions_cells", r, "code"); side = at("regions_cells", r, "side")
		key = at("regions_cells", r, "cell")
		if (!want_code("regions_cells", r, "regions", code, "code")) continue
		if (key != code "." side || (key in had))
			complain(place["regions_cells", r], "cell \"" key "\" is doubled or does not read CODE.SIDE")
		had[key] = 1
		if (side !~ /^[LRM]$/ || (side == "M") != (at("regions", index_of[code], "side") == "M"))
			complain(place["regions_cells", r], "side " side " does not fit the region " code)
		if (starts[at("regions_cells", r, "view"), at("regions_cells", r, "row") + 0, \
		    at("regions_cells", r, "col") + 0] != code)
			complain(place["regions_cells", r], "the region " code " is not drawn at this place")
	}
	if (n_rows["regions_cells"] != cells_wanted)
		complain(seen_file["regions_cells"] ":1", n_rows["regions_cells"] " cells where the regions have " cells_wanted)
}

function check_rules(    r, t) {
	for (t = 0; t < n_rows["techniques"]; t++) category[at("techniques", t, "category")] = 1
	for (r = 0; r < n_rows["region_rules"]; r++) {
		want_code("region_rules", r, "regions", at("region_rules", r, "region"), "region")
		if (!(at("region_rules", r, "category") in category))
			complain(place["region_rules", r], "no technique is of the category \"" at("region_rules", r, "category") "\"")
		if (at("region_rules", r, "level") !~ /^(absolute|caution)$/)
			complain(place["region_rules", r], "level must be absolute or caution")
		want_text("region_rules", r, "reason")
	}
}

function check_muscles(    m, s, k, v) {
	for (m = 0; m < n_rows["muscles"]; m++) {
		want_text("muscles", m, "name"); want_text("muscles", m, "home")
		want_text("muscles", m, "referral_primary"); want_text("muscles", m, "presentation")
		home[m] = region_list("muscles", m, "home")
		primary[m] = region_list("muscles", m, "referral_primary")
		spill[m] = region_list("muscles", m, "referral_spill")
		satellites[m] = ""
	}
	for (s = 0; s < n_rows["satellites"]; s++) {
		k = at("satellites", s, "key_muscle"); v = at("satellites", s, "satellite_muscle")
		if (!want_code("satellites", s, "muscles", k, "key_muscle")) continue
		if (!want_code("satellites", s, "muscles", v, "satellite_muscle")) continue
		if ((k, v) in paired) complain(place["satellites", s], "this pair stands twice")
		paired[k, v] = 1
		satellites[index_of[k]] = satellites[index_of[k]] index_of[v] ", "
	}
}

# "force[kg]=10-15" into the C row of a dose; "" when it is not one.
function dose_row(table, t, text,    open, close_at, name, unit, range, low, high, choices) {
	open = index(text, "["); close_at = index(text, "]=")
	name = substr(text, 1, open - 1)
	unit = substr(text, open + 1, close_at - open - 1)
	range = substr(text, close_at + 2)
	if (open < 2 || close_at < open || name !~ /^[a-z_]+$/ || !(unit in known_unit)) {
		complain(place[table, t], "dose \"" text "\" does not read name[unit]=range")
		return ""
	}
	low = 1; high = 0; choices = ""
	if (unit == "enum" || (unit == "text" && range != "")) {
		if ((unit != "text" || range != "*") && range !~ /^[A-Za-z0-9 -]+(\|[A-Za-z0-9 -]+)*$/)
			complain(place[table, t], "dose " name " wants choices parted by |")
		choices = range
		if (range != "*") remember_words(range)
	} else if (range ~ /^[0-9]+(\.[0-9]+)?$/) low = high = range
	else if (range ~ /^[0-9]+(\.[0-9]+)?-[0-9]+(\.[0-9]+)?$/) {
		low = substr(range, 1, index(range, "-") - 1); high = substr(range, index(range, "-") + 1)
		if (low + 0 > high + 0) complain(place[table, t], "dose " name " has its range the wrong way round")
	} else if (range != "") complain(place[table, t], "dose " name " has no range I can read: " range)
	return sprintf("\t{ %s, %s, %s, %s, %s, %s },\n", c_string(name), c_string(unit), low, high,
	               c_string(choices), shown(spaced(name)))
}

function spaced(name) { gsub(/_/, " ", name); return name }

function remember_words(range,    n, list, i) {
	n = split(range, list, "|")
	for (i = 1; i <= n; i++) if (list[i] !~ /^[IV]+$/ && !(list[i] in choice_seen)) {
		choice_seen[list[i]] = 1
		choice_word[n_choice_words++] = list[i]
	}
}

function check_techniques(    t, n, list, i, text, colon, code, had) {
	for (t = 0; t < n_rows["techniques"]; t++) {
		want_text("techniques", t, "name"); want_text("techniques", t, "category")
		n = split(at("techniques", t, "doses"), list, ";")
		dose_rows[t] = ""; n_doses[t] = n
		for (i = 1; i <= n; i++) dose_rows[t] = dose_rows[t] dose_row("techniques", t, list[i])
		n = split(at("techniques", t, "contraindications"), list, " ")
		against[t] = ""; n_against[t] = n
		for (i = 1; i <= n; i++) {
			text = list[i]; colon = index(text, ":"); code = substr(text, colon + 1)
			if (text !~ /^(absolute|caution):/)
				complain(place["techniques", t], "\"" text "\" does not read absolute:CODE or caution:CODE")
			else if (want_code("techniques", t, "conditions", code, "contraindications")) {
				if ((t, code) in had) complain(place["techniques", t], code " stands twice")
				had[t, code] = 1
				against[t] = against[t] sprintf("\t{ %d, %s },\n", index_of[code], level_name(substr(text, 1, colon - 1)))
			}
		}
	}
}

function check_selfcare(    r, n, list, i) {
	for (r = 0; r < n_rows["selfcare"]; r++) {
		want_text("selfcare", r, "name"); want_text("selfcare", r, "instruction")
		if (!(at("selfcare", r, "kind") in known_care))
			complain(place["selfcare", r], "kind \"" at("selfcare", r, "kind") "\" is not one of the kinds of self-care")
		n = split(at("selfcare", r, "doses"), list, ";")
		care_doses[r] = ""; n_care_doses[r] = n
		for (i = 1; i <= n; i++) care_doses[r] = care_doses[r] dose_row("selfcare", r, list[i])
		care_regions[r] = region_list("selfcare", r, "regions")
	}
}

function level_name(level) { return level == "absolute" ? "CAUTION_ABSOLUTE" : "CAUTION_CAUTION" }

function is_number(text) { return text ~ /^-?[0-9]+(\.[0-9]+)?$/ }

# "5", or "0:1 5:2 8:3" (from a first value on: so many points), into C rows.
function change_rows(r, text,    n, list, i, part, out) {
	n = split(text, list, " ")
	out = ""
	for (i = 1; i <= n; i++) {
		if (split(list[i], part, ":") == 1 && n == 1) { part[2] = part[1]; part[1] = at("scores", r, "minimum") }
		if (!is_number(part[1]) || !is_number(part[2]) || part[2] + 0 <= 0)
			complain(place["scores", r], "change must be points, or FROM:POINTS parted by blanks")
		out = out "{ " part[1] ", " part[2] " }, "
	}
	n_changes[r] = n
	return out
}

function check_scores(    r) {
	for (r = 0; r < n_rows["scores"]; r++) {
		want_text("scores", r, "name"); want_text("scores", r, "source")
		if (at("scores", r, "kind") !~ /^(scale|rating|score)$/)
			complain(place["scores", r], "kind must be scale, rating or score")
		if (at("scores", r, "good") !~ /^(low|high)$/) complain(place["scores", r], "good must be low or high")
		if (!is_number(at("scores", r, "minimum")) || !is_number(at("scores", r, "maximum")) ||
		    !is_number(at("scores", r, "error")))
			complain(place["scores", r], "minimum, maximum and error must be numbers")
		else if (at("scores", r, "minimum") + 0 >= at("scores", r, "maximum") + 0)
			complain(place["scores", r], "minimum must be less than maximum")
		if (at("scores", r, "error") + 0 < 0) complain(place["scores", r], "error must not be less than 0")
		changes[r] = change_rows(r, at("scores", r, "change"))
	}
}

function score_kind(kind) { return "SCORE_" toupper(kind) }

function write_scores(    r) {
	print ""
	for (r = 0; r < n_rows["scores"]; r++)
		if (n_changes[r]) printf "static const struct score_change changes_%d[] = { %s};\n", r, changes[r]
	print "\nstatic const struct score scores[] = {"
	for (r = 0; r < n_rows["scores"]; r++)
		printf "\t{ %s, %s, %s, %s, %s, %s, %s, %d, %s, %s, %s },\n", c_string(at("scores", r, "code")),
		       shown(at("scores", r, "name")), score_kind(at("scores", r, "kind")), at("scores", r, "minimum"),
		       at("scores", r, "maximum"), pick(at("scores", r, "good") == "high", "true", "false"),
		       pick(n_changes[r], "changes_" r, "NULL"), n_changes[r], at("scores", r, "error"),
		       shown(at("scores", r, "source")), c_string(also[at("scores", r, "code")])
	print "};"
}

# "code=word|code" into the C rows of a finding's choices; "@code" stands for those of another finding.
function choice_rows(r, text,    n, list, i, eq, code, out, had) {
	n = split(text, list, "|")
	out = ""
	for (i = 1; i <= n; i++) {
		eq = index(list[i], "=")
		code = eq ? substr(list[i], 1, eq - 1) : list[i]
		if (code !~ /^[a-z0-9_]+$/ || (code in had))
			complain(place["findings", r], "choice \"" list[i] "\" does not read code or code=word, or stands twice")
		had[code] = 1
		choice_of[r, code] = 1
		out = out sprintf("\t{ %s, %s },\n", c_string(code), shown(eq ? substr(list[i], eq + 1) : spaced(code)))
	}
	n_choices[r] = n
	return out
}

function check_findings(    r, code, text, i) {
	for (r = 0; r < n_rows["findings"]; r++) {
		code = at("findings", r, "code")
		if (code !~ /^[a-z][a-z_]*$/ || (code in finding_at))
			complain(place["findings", r], "code \"" code "\" is taken, or not of small letters and _")
		finding_at[code] = r
		want_text("findings", r, "name")
		if (at("findings", r, "section") !~ /^[LSOAPR]$/)
			complain(place["findings", r], "section must be L, S, O, A, P or R")
		if (!(at("findings", r, "kind") in finding_kind) || !(at("findings", r, "place") in finding_place) ||
		    !(at("findings", r, "ask") in finding_ask) || at("findings", r, "many") !~ /^(yes|no)$/)
			complain(place["findings", r], "kind, place, ask or many is none of the words known")
		if ((at("findings", r, "low") at("findings", r, "high")) !~ /^[0-9]*$/ ||
		    at("findings", r, "low") + 0 > at("findings", r, "high") + 0 ||
		    (at("findings", r, "high") == "" ? at("findings", r, "kind") == "number" : \
		     at("findings", r, "kind") !~ /^(number|choice)$/))
			complain(place["findings", r], "low and high are no range, or a number has none")
	}
	for (r = 0; r < n_rows["findings"]; r++) {
		text = at("findings", r, "choices")
		if (text ~ /^@/) {
			if (!(substr(text, 2) in finding_at)) complain(place["findings", r], text " names no finding")
			else text = at("findings", finding_at[substr(text, 2)], "choices")
		}
		choices[r] = choice_rows(r, text)
		if ((at("findings", r, "kind") ~ /^(choice|words)$/) != (n_choices[r] > 0))
			complain(place["findings", r], "choices are missing, or the kind has none")
		i = at("findings", r, "usual")
		if (i != "" && at("findings", r, "kind") == "choice" && !((r, i) in choice_of))
			complain(place["findings", r], "the usual answer \"" i "\" is none of its choices")
	}
}

function write_findings(    r) {
	for (r = 0; r < n_rows["findings"]; r++)
		if (n_choices[r]) printf "\nstatic const struct finding_choice choices_%d[] = {\n%s};\n", r, choices[r]
	print "\nstatic const struct finding_spec findings[] = {"
	for (r = 0; r < n_rows["findings"]; r++)
		printf "\t{ %s, '%s', %s, %s, %d, %d, %s, %s, %d, %s, %s, %s, %s },\n", c_string(at("findings", r, "code")),
		       at("findings", r, "section"), shown(at("findings", r, "name")),
		       finding_kind[at("findings", r, "kind")], at("findings", r, "low"), at("findings", r, "high"),
		       shown(at("findings", r, "unit")), pick(n_choices[r], "choices_" r, "NULL"), n_choices[r],
		       pick(at("findings", r, "many") == "yes", "true", "false"),
		       finding_place[at("findings", r, "place")], finding_ask[at("findings", r, "ask")],
		       c_string(at("findings", r, "usual"))
	print "};"
}

function check_rest(    r, code) {
	for (r = 0; r < n_rows["conditions"]; r++) {
		want_text("conditions", r, "name")
		if (!(at("conditions", r, "kind") in known_kind))
			complain(place["conditions", r], "kind \"" at("conditions", r, "kind") "\" is not one of the kinds")
	}
	for (r = 0; r < n_rows["rom"]; r++) {
		want_text("rom", r, "joint"); want_text("rom", r, "movement")
		if (at("rom", r, "normal_deg") !~ /^[0-9]+$/ || at("rom", r, "normal_deg") + 0 > 360)
			complain(place["rom", r], "normal_deg must be whole degrees up to 360")
		if (at("rom", r, "sided") !~ /^(yes|no)$/) complain(place["rom", r], "sided must be yes or no")
	}
	for (r = 0; r < n_rows["aliases"]; r++) {
		code = at("aliases", r, "code")
		if (!(code in table_of)) complain(place["aliases", r], "\"" code "\" is not a code of any table")
		else if (at("aliases", r, "alias") ~ /\|/ || at("aliases", r, "alias") == "")
			complain(place["aliases", r], "an alias may not be empty or hold a |")
		else also[code] = also[code] (also[code] == "" ? "" : "|") at("aliases", r, "alias")
	}
	for (r = 0; r < n_rows["short_names"]; r++) {
		code = at("short_names", r, "code")
		want_text("short_names", r, "short_name")
		if (!is_code("techniques", code) && !is_code("conditions", code))
			complain(place["short_names", r], "\"" code "\" is not a code of techniques.csv or conditions.csv")
		else short_name[code] = at("short_names", r, "short_name")
	}
	for (r = 0; r < n_rows["techniques"]; r++)
		if (!(at("techniques", r, "code") in short_name))
			complain(place["techniques", r], at("techniques", r, "code") " has no row in short_names.csv")
	check_urgencies()
}

# Every red flag says how soon somebody has to act; nothing else does.
function check_urgencies(    r, code) {
	for (r = 0; r < n_rows["urgencies"]; r++) {
		code = at("urgencies", r, "code")
		if (!(at("urgencies", r, "urgency") in urgency_name))
			complain(place["urgencies", r], "urgency must be emergency, same-day, days or judgement")
		else if (want_code("urgencies", r, "conditions", code, "code")) {
			if (at("conditions", index_of[code], "kind") != "redflag")
				complain(place["urgencies", r], code " is no red flag")
			urgency[code] = urgency_name[at("urgencies", r, "urgency")]
		}
	}
	for (r = 0; r < n_rows["conditions"]; r++) {
		code = at("conditions", r, "code")
		if (at("conditions", r, "kind") == "redflag" && !(code in urgency))
			complain(place["conditions", r], code " has no row in urgencies.csv")
	}
}

# A technique's code, or a category of techniques.
function want_technique(table, row,    name) {
	name = at(table, row, "technique")
	if (!is_code("techniques", name) && !(name in category))
		complain(place[table, row], "\"" name "\" is neither a code nor a category of techniques.csv")
}

function check_aims(    r, aim, had) {
	for (r = 0; r < n_rows["aims"]; r++) {
		aim = at("aims", r, "aim")
		want_technique("aims", r); want_text("aims", r, "name")
		if (aim !~ /^[a-z]+(-[a-z]+)*$/) complain(place["aims", r], "aim \"" aim "\" is not small letters and hyphens")
		if ((at("aims", r, "technique"), aim) in had) complain(place["aims", r], "this aim stands twice")
		had[at("aims", r, "technique"), aim] = 1
		if ((aim in aim_name) && aim_name[aim] != at("aims", r, "name"))
			complain(place["aims", r], "the aim " aim " has another name above")
		aim_name[aim] = at("aims", r, "name")
	}
	for (r = 0; r < n_rows["placed"]; r++) want_technique("placed", r)
}

function check_files(    t) {
	for (t in header) if (!(t in seen_file)) complain(t ".csv:1", "the file is missing or empty")
	for (t in figure) {
		if (!(t in seen_file)) complain(t ".txt:1", "the file is missing or empty")
		else if (n_rows[t] != VIEW_ROWS) complain(seen_file[t] ":" n_rows[t], "a figure has " VIEW_ROWS " rows")
	}
}

# --- writing

function pick(which, yes, no) { return which ? yes : no }

function view_name(view) { return view == "F" ? "VIEW_FRONT" : "VIEW_BACK" }
function limb_name(limb) { return limb == "arm" ? "LIMB_ARM" : limb == "leg" ? "LIMB_LEG" : "LIMB_NONE" }
function side_name(side) { return side == "L" ? "SIDE_LEFT" : side == "R" ? "SIDE_RIGHT" : "SIDE_MIDLINE" }

function write_outlines(    v, row) {
	print "\nconst char *const catalogue_outlines[VIEW_COUNT][FIGURE_ROWS] = {"
	for (v = 1; v <= 2; v++) {
		print "\t{"
		for (row = 0; row < VIEW_ROWS; row++) print "\t\t" c_string(outline[pick(v == 1, "F", "B"), row]) ","
		print "\t},"
	}
	print "};"
}

function write_regions(    r, code) {
	print "\nstatic const struct region regions[] = {"
	for (r = 0; r < n_rows["regions"]; r++) {
		code = at("regions", r, "code")
		printf "\t{ %s, %s, %s, %s, %s, %s, %s, %d, %d, %s },\n", c_string(code), shown(at("regions", r, "name")),
		       shown(at("regions", r, "lay_name")), view_name(at("regions", r, "view")),
		       pick(at("regions", r, "side") == "LR", "true", "false"), pick(code in sensitive, "true", "false"),
		       limb_name(at("regions", r, "limb")), at("regions", r, "row"), at("regions", r, "col"), c_string(also[code])
	}
	print "};\n\nstatic const struct cell cells[] = {"
	for (r = 0; r < n_rows["regions_cells"]; r++)
		printf "\t{ %d, %s, %s, %d, %d },\n", index_of[at("regions_cells", r, "code")],
		       side_name(at("regions_cells", r, "side")), view_name(at("regions_cells", r, "view")),
		       at("regions_cells", r, "row"), at("regions_cells", r, "col")
	print "};"
}

function write_muscles(    m, text, uncertain) {
	print ""
	for (m = 0; m < n_rows["muscles"]; m++) {
		printf "static const short home_%d[] = { %s };\n", m, home[m]
		printf "static const short primary_%d[] = { %s };\n", m, primary[m]
		printf "static const short spill_%d[] = { %s };\n", m, spill[m]
		printf "static const short satellites_%d[] = { %s-1 };\n", m, satellites[m]
	}
	print "\nstatic const struct muscle muscles[] = {"
	for (m = 0; m < n_rows["muscles"]; m++) {
		text = at("muscles", m, "presentation")
		uncertain = sub(/ *\?$/, "", text)
		printf "\t{ %s, %s, home_%d, primary_%d, spill_%d,\n\t  %s, %s, %s, satellites_%d, %s },\n",
		       c_string(at("muscles", m, "code")), shown(at("muscles", m, "name")), m, m, m, shown(text),
		       pick(uncertain, "true", "false"), shown(at("muscles", m, "hazard")), m,
		       c_string(also[at("muscles", m, "code")])
	}
	print "};"
}

function write_techniques(    t) {
	for (t = 0; t < n_rows["techniques"]; t++) {
		if (n_doses[t]) printf "\nstatic const struct dose_spec doses_%d[] = {\n%s};\n", t, dose_rows[t]
		if (n_against[t]) printf "\nstatic const struct contraindication against_%d[] = {\n%s};\n", t, against[t]
	}
	print "\nstatic const struct technique techniques[] = {"
	for (t = 0; t < n_rows["techniques"]; t++)
		printf "\t{ %s, %s, %s, %s, %d, %s, %d, %s, %s },\n", c_string(at("techniques", t, "code")),
		       shown(at("techniques", t, "name")), shown(at("techniques", t, "category")),
		       pick(n_doses[t], "doses_" t, "NULL"), n_doses[t], pick(n_against[t], "against_" t, "NULL"),
		       n_against[t], shown(short_name[at("techniques", t, "code")]),
		       c_string(also[at("techniques", t, "code")])
	print "};"
}

function write_selfcare(    r) {
	print ""
	for (r = 0; r < n_rows["selfcare"]; r++) {
		printf "static const short care_regions_%d[] = { %s };\n", r, care_regions[r]
		if (n_care_doses[r]) printf "static const struct dose_spec care_doses_%d[] = {\n%s};\n", r, care_doses[r]
	}
	print "\nstatic const struct selfcare_item selfcare[] = {"
	for (r = 0; r < n_rows["selfcare"]; r++)
		printf "\t{ %s, %s, %s, %s, %s, %d, care_regions_%d, %s },\n", c_string(at("selfcare", r, "code")),
		       c_string(at("selfcare", r, "kind")), shown(at("selfcare", r, "name")),
		       shown(at("selfcare", r, "instruction")), pick(n_care_doses[r], "care_doses_" r, "NULL"),
		       n_care_doses[r], r, c_string(also[at("selfcare", r, "code")])
	print "};"
}

function write_rest(    r, code) {
	print "\nstatic const struct condition conditions[] = {"
	for (r = 0; r < n_rows["conditions"]; r++) {
		code = at("conditions", r, "code")
		printf "\t{ %s, %s, %s, %s, %s, %s },\n", c_string(code), shown(at("conditions", r, "name")),
		       shown(at("conditions", r, "kind")),
		       shown(code in short_name ? short_name[code] : at("conditions", r, "name")),
		       code in urgency ? urgency[code] : "URGENCY_NONE", c_string(also[code])
	}
	print "};\n\nstatic const struct movement movements[] = {"
	for (r = 0; r < n_rows["rom"]; r++)
		printf "\t{ %s, %s, %s, %d, %s, %s },\n", c_string(at("rom", r, "code")), shown(at("rom", r, "joint")),
		       shown(at("rom", r, "movement")), at("rom", r, "normal_deg"),
		       pick(at("rom", r, "sided") == "yes", "true", "false"), c_string(also[at("rom", r, "code")])
	print "};\n\nstatic const struct region_rule rules[] = {"
	for (r = 0; r < n_rows["region_rules"]; r++)
		printf "\t{ %s, %d, %s, %s },\n", shown(at("region_rules", r, "category")),
		       index_of[at("region_rules", r, "region")], level_name(at("region_rules", r, "level")),
		       shown(at("region_rules", r, "reason"))
	print "};\n\nstatic const struct aim aims[] = {"
	for (r = 0; r < n_rows["aims"]; r++)
		printf "\t{ %s, %s, %s },\n", c_string(at("aims", r, "technique")), c_string(at("aims", r, "aim")),
		       shown(at("aims", r, "name"))
	print "};\n\nstatic const char *const placed[] = {"
	for (r = 0; r < n_rows["placed"]; r++) print "\t" c_string(at("placed", r, "technique")) ","
	print "};\n\nconst char *const catalogue_choice_words[] = {"
	for (r = 0; r < n_choice_words; r++) print "\t" shown(choice_word[r]) ","
	print "\tNULL,\n};"
}

function check_units(    r, had) {
	for (r = 0; r < n_rows["units"]; r++) {
		if (!(at("units", r, "of") in unit_of))
			complain(place["units", r], "a unit is of a dose, a threshold or a motion")
		if (had[at("units", r, "code"), at("units", r, "of")]++)
			complain(place["units", r], "the unit " at("units", r, "code") " stands here a second time")
		if (at("units", r, "low") !~ /^-?[0-9]+$/ || at("units", r, "high") !~ /^[0-9]+$/ ||
		    at("units", r, "low") + 0 >= at("units", r, "high") + 0)
			complain(place["units", r], "the limits of a unit are two whole numbers, the lower first")
		if (at("units", r, "whole") !~ /^(yes|no)$/) complain(place["units", r], "whole is yes or no")
		if (at("units", r, "of") == "dose") known_unit[at("units", r, "code")] = 1
	}
}

function write_units(    r) {
	print "\nconst struct unit catalogue_units[] = {"
	for (r = 0; r < n_rows["units"]; r++)
		printf "\t{ %s, %s, %s, %s, %s, %s },\n", c_string(at("units", r, "code")), unit_of[at("units", r, "of")],
		       c_string(at("units", r, "shown")), at("units", r, "low"), at("units", r, "high"),
		       pick(at("units", r, "whole") == "yes", "true", "false")
	print "\t{ NULL, UNIT_OF_DOSE, NULL, 0, 0, false },\n};"
}

function write_catalogue(    n, list, i) {
	print "\nconst struct catalogue catalogue_tables = {"
	n = split("regions cells muscles techniques conditions movements scores rules selfcare aims placed findings", list, " ")
	for (i = 1; i <= n; i++)
		printf "\t.%s = %s,\n\t.n_%s = sizeof %s / sizeof %s[0],\n", list[i], list[i], list[i], list[i], list[i]
	print "};"
}

END {
	check_files()
	if (!faults) {
		check_units(); check_regions(); check_cells(); check_rules(); check_muscles(); check_techniques()
		check_scores(); check_selfcare(); check_findings(); check_rest(); check_aims()
	}
	if (faults) {
		close("cat 1>&2")
		exit 1
	}
	print "/* SPDX-License-Identifier: MIT */"
	print "/* Made by tables.awk from the CSV files beside it: change those. */"
	print "#include \"catalogue/tables.h\"\n\n#include \"base/i18n.h\""
	write_outlines(); write_regions(); write_muscles(); write_techniques(); write_selfcare()
	write_scores(); write_findings(); write_rest(); write_units(); write_catalogue()
}
