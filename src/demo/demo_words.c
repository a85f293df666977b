/* SPDX-License-Identifier: MIT */
/* The tables behind demo_words.h. */
#include "demo/demo_words.h"

#include <stddef.h>

const struct demo_service demo_services[3] = {
	{ "FOLL45", "Follow-up consultation, 45 minutes", 45, 9500 },
	{ "FOLL30", "Follow-up consultation, 30 minutes", 30, 7000 },
	{ "INIT60", "Initial consultation, 60 minutes", 60, 12500 },
};

const struct demo_regular demo_regulars[7] = {
	{ "Rossi", "Maria", "F" },  { "Chen", "David", "M" },      { "O'Brien", "Sean", "M" },
	{ "Nguyen", "Linh", "F" },  { "Papadakis", "Eleni", "F" }, { "Müller", "Jörg", "M" },
	{ "Okafor", "Grace", "F" },
};

const char *const demo_families[DEMO_FAMILIES] = {
	"Abbott",  "Bianchi", "Carlsen",  "Delacroix", "Everett",   "Farrugia", "Goldfinch", "Haddad",
	"Ivanova", "Jansen",  "Kowalski", "Lindqvist", "Mbeki",     "Nakamura", "Ortega",    "Petersen",
	"Quigley", "Ramos",   "Sørensen", "Tanaka",    "Underhill", "Varga",    "Whitlock",  "Zielinski",
};

const struct demo_given demo_givens[DEMO_GIVENS] = {
	{ "Ada", "F" },   { "Ben", "M" },   { "Clara", "F" },  { "Dario", "M" }, { "Esther", "F" },
	{ "Felix", "M" }, { "Greta", "F" }, { "Hugo", "M" },   { "Iris", "F" },  { "Jonas", "M" },
	{ "Keiko", "F" }, { "Lars", "M" },  { "Mina", "F" },   { "Noah", "M" },  { "Olive", "F" },
	{ "Pavel", "M" }, { "Quinn", "X" }, { "Rosa", "F" },   { "Simon", "M" }, { "Thea", "F" },
	{ "Umar", "M" },  { "Vera", "F" },  { "Willem", "M" }, { "Zoë", "F" },
};

const char *const demo_streets[DEMO_STREETS] = {
	"Made-Up Street, Exampleton", "Sample Lane, Exampleton",    "Specimen Road, Testford",
	"Fiction Avenue, Testford",   "Invention Court, Mockville", "Dummy Parade, Mockville",
};

const char *const demo_occupations[DEMO_OCCUPATIONS] = {
	"office worker", "nurse",    "teacher", "carpenter", "driver",
	"programmer",    "gardener", "cook",    "musician",  "retired",
};

const struct demo_complaint demo_complaints[DEMO_COMPLAINTS] = {
	{ "Neck stiff for three weeks, worse at the desk. Headache at the temple in the evening. NPRS now 6, worst 8.",
	  "Neck easier for four days, stiff again since Tuesday. Sore for one day after last time. NPRS 4.",
	  "Rotation to the left limited, firm end feel. Taut band in the upper trapezius on both sides.",
	  "Neck pain with referral to the temple; long hours at the screen contribute.",
	  "Weekly for three weeks, then review. Neck stretch 30 s, three times, twice a day. Screen higher.",
	  { "l TRU a %d>%d tb fam tpg 12kg 60s x3 ok", "r LVS l %d>%d tb tpa 20s x4", NULL },
	  "stk 10min depth 3",
	  { "neck stretch b 30s x3 2/day practised", "screen height shown" },
	  { "reason neck pain, headache", "pattern intermittent", "agg desk work", "posture head forward",
	    "factor ergonomics, stress_physical", "stage subacute" } },
	{ "Low back ache since lifting boxes, mornings worst. No leg signs. NPRS now 5.",
	  "Mornings better, sitting over an hour still aches. NPRS 3. Did the exercises most days.",
	  "Flexion to mid-shin. Tender over quadratus lumborum and gluteus medius on the right.",
	  "Muscular low back pain after load; irritability moderate.",
	  "Fortnightly, four sessions. Walk 20 min a day; heat 15 min in the evening.",
	  { "r QLS a %d>%d tb tpc 60s x2", "r GMD l %d>%d tpc 45s x2", NULL },
	  "hot 15min",
	  { "walking for exercise 20min 7/week", "wheat pack 15min 1/day" },
	  { "reason back pain", "onset strain", "day morning", "restriction muscle lpv r 2",
	    "irritability mod", "stage acute" } },
	{ "Front-of-shoulder pain when reaching, six weeks. Sleeps on the other side. NPRS now 5.",
	  "Reaching overhead easier, still catches behind the back. NPRS 4.",
	  "Abduction painful 90 to 120. Infraspinatus tender with the familiar pain in front.",
	  "Shoulder pain of muscular origin, infraspinatus the likely source.",
	  "Weekly, three sessions, then re-assess. Ball against the wall 20 s, three times.",
	  { "r INF a %d>%d tb ltr fam tpg 11kg 60s x2", "r SUP l %d>%d tpa 15s x3", NULL },
	  "jmb grade II 30s x3",
	  { "ball on the wall spb.r 20s x3 2/day pain 6 practised stop \"it is sharp\"", NULL },
	  { "reason shoulder pain", "agg reaching", "sleep disturbed", "posture rounded",
	    "source r infraspinatus", "stage subacute" } },
	{ "Buttock pain on sitting, left, down the back of the thigh. Cough does not change it. NPRS now 6.",
	  "Sits an hour now before it aches. NPRS 4.",
	  "Straight-leg raise 75 both sides, no neurological signs. Piriformis tender, familiar.",
	  "Buttock pain, piriformis the likely source; no sign of nerve root trouble today.",
	  "Weekly, four sessions. Stretch 30 s, three times a day. Avoid sitting over 40 min.",
	  { "l PIR a %d>%d tb fam tpc 60s x3", "l GMP l %d>%d tpc 45s x2", NULL },
	  "pss 30s x3",
	  { "buttock stretch l 30s x3 3/day practised", "not long in one position every 40min" },
	  { "reason \"buttock pain\"", "agg sitting", "ease walking", "source l piriformis", "red_flags none",
	    "stage subacute" } },
	{ "Calf tight and cramping at night after running more. NPRS now 3.",
	  "Cramps twice this week instead of daily. Ran 5 km without stopping.",
	  "Dorsiflexion 12 with the knee straight, right. Medial gastrocnemius tender.",
	  "Calf overload with latent points in gastrocnemius and soleus.",
	  "Two more sessions. Calf stretch 30 s, three times. Training load down by a third.",
	  { "r GAM l %d>%d tb tpc 45s x2", "r SOL l %d>%d tpc 45s x2", NULL },
	  "cps 4cups 8min",
	  { "calf stretch r 30s x3 2/day shown", "sport load" },
	  { "reason sport", "onset overload", "day night", "gait unremarkable", "irritability low", NULL } },
};

/* Together with what is marked today: better, back again, worse, gone, back and staying, the same. */
const struct demo_point demo_points[DEMO_POINTS] = {
	{ "l TRU a", "tb fam tpg 12kg 60s x3 ok", "8887766766" },
	{ "r LVS l", "tb tpa 20s x4", "654320...." },
	{ "r SCS l", "tpa 15s x3", ".......345" },
	{ "l SOX l", "tb tpc 45s x2 ok", "5543200..." },
	{ "r TRU l", "tb tpg 10kg 60s x2", "420...4444" },
	{ "l TEM s", "tpc 45s x2", "...4445444" },
};

const struct demo_today demo_today_list[DEMO_TODAY] = {
	{ "08:00", "FOLL45", 3 }, { "09:00", "FOLL45", 0 }, { "10:00", "INIT60", 1 },
	{ "11:30", "FOLL30", 2 }, { "13:30", "FOLL45", 4 }, { "14:30", "FOLL30", 5 },
	{ "16:00", "FOLL45", 6 },
};

const char *const demo_later_findings[DEMO_FINDINGS] = { "effect better",   "soreness 24",
							 "feel looser",     "late_reaction none",
							 "progress better", NULL };
