/* SPDX-License-Identifier: MIT */
/* One word means one thing in every line: each word of the vocabulary in each line that has a use for its kind, English and
 * German. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "line/vocabulary.h"
#include "line_told.h"

/* Lines with a gap for a word of that kind. Where a row has a code, only the code's lines are meant. */
static const struct gap {
	enum meaning_kind kind;
	const char *code; /* NULL: all rows of the kind */
	const char *line, *typed;
} gaps[] = {
	{ MEANS_SIDE, NULL, "mark", "{} lco 7" },
	{ MEANS_SIDE, NULL, "mark", "lco {} 7" },
	{ MEANS_SIDE, NULL, "selfcare", "neck stretch {} 30s" },
	{ MEANS_SIDE, NULL, "selfcare", "{} neck stretch" },
	{ MEANS_SIDE, "lateral", "measure", "cxr {} 55" },
	{ MEANS_SIDE, "lateral", "measure", "strength shoulder abd {} 4" },
	{ MEANS_SIDE, "lateral", "measure", "ppt tru {} 2.1 kg/cm2" },
	{ MEANS_SIDE, "single", "goal", "turn the head = cxr {} 75" },
	{ MEANS_SIDE, "lateral", "technique", "dtm 20min lpv {}" },
	{ MEANS_SIDE, "lateral", "technique", "dtm {} lpv 20min" },
	{ MEANS_SIDE, "lateral", "flag", "varicose veins clf {}" },
	{ MEANS_SIDE, "lateral", "flag", "varicose veins {} calf" },
	{ MEANS_SIDE, "lateral", "finding", "restriction fascia stp {} 2" },
	{ MEANS_SIDE, "lateral", "finding", "source infraspinatus {}" },
	{ MEANS_SIDE, "lateral", "finding", "posture shoulder high {}" },
	{ MEANS_MIDDLE, NULL, "selfcare", "neck stretch {}" },

	{ MEANS_DENIAL, NULL, "mark", "l tru {} tb 7" },
	{ MEANS_DENIAL, NULL, "mark", "l tru tpg 12kg {} ok" },
	{ MEANS_DENIAL, NULL, "technique", "tpg 12kg {} ok" },
	{ MEANS_YES, NULL, "technique", "tpg 12kg sufficiency {}" },
	{ MEANS_YES, NULL, "mark", "l tru tpg 12kg sufficiency {}" },
	{ MEANS_FILLER, NULL, "mark", "l tru tb {} nod" },
	{ MEANS_FILLER, NULL, "technique", "dtm 20min {} lpv l" },
	{ MEANS_FILLER, NULL, "flag", "varicose veins {} calf l" },
	{ MEANS_FILLER, NULL, "selfcare", "neck stretch {} stp.l" },
	{ MEANS_FILLER, NULL, "finding", "restriction fascia {} stp l" },
	{ MEANS_NOUN, NULL, "mark", "l tru tb {} nod" },
	{ MEANS_TIMES, NULL, "mark", "l tru tpc 60s 3 {}" },
	{ MEANS_TIMES, NULL, "mark", "l tru tpc 60s 3{}" },
	{ MEANS_TIMES, NULL, "technique", "pss 30s 3 {}" },
	{ MEANS_TIMES, NULL, "technique", "pss 30s 3{}" },
	{ MEANS_TIMES, NULL, "selfcare", "neck stretch 3 {}" },
	{ MEANS_TIMES, NULL, "selfcare", "neck stretch 3{}" },
	{ MEANS_COUNT, NULL, "selfcare", "neck stretch {} a day" },
	{ MEANS_PER, NULL, "selfcare", "neck stretch 2 {} day" },
	{ MEANS_PERIOD, NULL, "selfcare", "neck stretch 2/{}" },
	{ MEANS_PERIOD, NULL, "selfcare", "neck stretch 2 a {}" },

	{ MEANS_UNIT, "kg", "technique", "exr load 5{}" },
	{ MEANS_UNIT, "kg", "technique", "exr load 5 {}" },
	{ MEANS_UNIT, "kg", "technique", "exr 5{}" },
	{ MEANS_UNIT, "kg", "mark", "l tru tpg 12{}" },
	{ MEANS_UNIT, "kg", "mark", "l tru tpg 12 {}" },
	{ MEANS_UNIT, "kg", "selfcare", "calf raise load 2{}" },
	{ MEANS_UNIT, "kg", "selfcare", "calf raise 2 {}" },
	{ MEANS_UNIT, "s", "technique", "tpg build 60{}" },
	{ MEANS_UNIT, "s", "technique", "pss 30 {}" },
	{ MEANS_UNIT, "s", "technique", "pss 3x30{}" },
	{ MEANS_UNIT, "s", "mark", "l tru tpc 60{}" },
	{ MEANS_UNIT, "s", "mark", "l tru tpc 60 {}" },
	{ MEANS_UNIT, "s", "selfcare", "neck stretch 30{}" },
	{ MEANS_UNIT, "s", "selfcare", "neck stretch 30 {}" },
	{ MEANS_UNIT, "s", "selfcare", "neck stretch 3x30{}" },
	{ MEANS_UNIT, "min", "technique", "dtm 20{}" },
	{ MEANS_UNIT, "min", "technique", "dtm 20 {}" },
	{ MEANS_UNIT, "min", "mark", "l tru tpg rest 5{}" },
	{ MEANS_UNIT, "min", "selfcare", "wheat pack 15{}" },
	{ MEANS_UNIT, "min", "selfcare", "wheat pack 15 {}" },
	{ MEANS_UNIT, "h", "technique", "tap 48{}" },
	{ MEANS_UNIT, "h", "technique", "tap 48 {}" },
	{ MEANS_UNIT, "h", "selfcare", "no heavy lifting 48{}" },
	{ MEANS_UNIT, "h", "selfcare", "no heavy lifting 48 {}" },
	{ MEANS_UNIT, "h", "finding", "soreness 24{}" },
	{ MEANS_UNIT, "h", "finding", "soreness 24 {}" },
	{ MEANS_UNIT, "d", "finding", "soreness 2{}" },
	{ MEANS_UNIT, "d", "finding", "soreness 2 {}" },
	{ MEANS_UNIT, "Hz", "technique", "tnc freq 80{}" },
	{ MEANS_UNIT, "Hz", "technique", "tnc 80 {}" },
	{ MEANS_UNIT, "us", "technique", "tnc 200{}" },
	{ MEANS_UNIT, "us", "technique", "tnc 200 {}" },
	{ MEANS_UNIT, "mA", "technique", "tnc 20{}" },
	{ MEANS_UNIT, "mA", "technique", "tnc 20 {}" },
	{ MEANS_UNIT, "kPa", "technique", "cps 30{}" },
	{ MEANS_UNIT, "kPa", "technique", "cps 30 {}" },
	{ MEANS_UNIT, "mm", "technique", "dnt 3in 3out gauge 0.25{}" },
	{ MEANS_UNIT, "mm", "technique", "dnt 3in 3out 0.25x40{}" },
	{ MEANS_UNIT, "mm", "measure", "cxr l 55{}" },
	{ MEANS_UNIT, "mm", "measure", "cxr l 55 {}" },
	{ MEANS_UNIT, "cm", "measure", "cxr l 55{}" },
	{ MEANS_UNIT, "cm", "measure", "cxr l 55 {}" },
	{ MEANS_UNIT, "deg", "measure", "cxr l 55{}" },
	{ MEANS_UNIT, "deg", "measure", "cxr l 55 {}" },
	{ MEANS_UNIT, "points", "measure", "pain 6 {}" },
	{ MEANS_UNIT, "C", "technique", "hot 42{}" },
	{ MEANS_UNIT, "C", "technique", "hot 42 {}" },
	{ MEANS_UNIT, "%", "technique", "met 20{}" },
	{ MEANS_UNIT, "%", "technique", "met 20 {}" },
	{ MEANS_UNIT, "%", "measure", "qdash 40{}" },
	{ MEANS_UNIT, "%", "measure", "qdash 40 {}" },
	{ MEANS_UNIT, "%", "discount", "10{} student" },
	{ MEANS_UNIT, "%", "discount", "10 {} student" },
	{ MEANS_UNIT, "/min", "technique", "bre 6{}" },
	{ MEANS_PRESSURE, NULL, "mark", "l tru 4.5{}" },
	{ MEANS_PRESSURE, NULL, "mark", "l tru ppt:4.5{}" },
	{ MEANS_PRESSURE, NULL, "mark", "l tru ppt 4.5 {}" },
	{ MEANS_PRESSURE, NULL, "measure", "ppt tru l 4.5{}" },
	{ MEANS_PRESSURE, NULL, "measure", "ppt tru l 4.5 {}" },
	{ MEANS_FORCE, NULL, "mark", "l tru ppt 4.5{}" },
	{ MEANS_FORCE, NULL, "mark", "l tru ppt 4.5 {}" },
	{ MEANS_FORCE, NULL, "measure", "ppt tru l 4.5{}" },
	{ MEANS_FORCE, NULL, "measure", "ppt tru l 4.5 {}" },

	{ MEANS_TYPE, NULL, "mark", "l tru {} 7" },
	{ MEANS_SIGN, NULL, "mark", "l tru {} 7" },
	{ MEANS_SIGN, NULL, "mark", "l tru -{} 7" },
	{ MEANS_SIGN, NULL, "mark", "l tru no {} 7" },
	{ MEANS_RESPONSE, NULL, "mark", "l tru 7 {}" },
	{ MEANS_ENOUGH, NULL, "mark", "l tru 7 {}" },
	{ MEANS_ENOUGH, NULL, "technique", "tpg 12kg {}" },
	{ MEANS_TISSUE, NULL, "mark", "l tru 7 {}" },
	{ MEANS_TISSUE, NULL, "mark", "l tru 7 tissue:{}" },
	{ MEANS_TISSUE, NULL, "finding", "restriction {} stp l" },
	{ MEANS_AWARE, NULL, "mark", "l tru 7 {}" },
	{ MEANS_MEASURED, "pain", "measure", "{} 6" },
	{ MEANS_MEASURED, "strength", "measure", "{} shoulder abd r 4" },
	{ MEANS_MEASURED, "ppt", "measure", "{} tru l 4.5kg" },
	{ MEANS_MEASURED, "psfs", "measure", "{} \"carry shopping\" 3" },
	{ MEANS_MODE, NULL, "measure", "cxr l 55 {}" },
	{ MEANS_FEEL, NULL, "measure", "cxr l 55 {}" },
	{ MEANS_METHOD, NULL, "measure", "cxr l 55 {}" },
	{ MEANS_SLOT, NULL, "measure", "pain {} 6" },
	{ MEANS_SLOT, NULL, "goal", "less pain = pain {} 2" },
	{ MEANS_SCOPE, NULL, "consent", "{} written" },
	{ MEANS_FORM, NULL, "consent", "needling {}" },
	{ MEANS_SOURCE, NULL, "flag", "anticoagulant {}" },
	{ MEANS_CARE, NULL, "selfcare", "{} \"in the morning\"" },
	{ MEANS_DOSE, "time", "selfcare", "wheat pack {} 15min" },
	{ MEANS_DOSE, "every", "selfcare", "breaks {} 30min" },
	{ MEANS_DOSE, "sets", "selfcare", "calf raise 2 {}" },
	{ MEANS_DOSE, "reps", "selfcare", "calf raise 10 {}" },
	{ MEANS_DOSE, "hold", "selfcare", "neck stretch {} 30s" },
	{ MEANS_DOSE, "load", "selfcare", "calf raise {} 2kg" },
	{ MEANS_DOSE, "rest", "selfcare", "neck stretch {} 2min" },
	{ MEANS_DOSE, "pain", "selfcare", "neck stretch {} 5" },
	{ MEANS_DOSE, "effort", "selfcare", "neck stretch {} 5" },
	{ MEANS_DOSE, "a_day", "selfcare", "neck stretch 2 {}" },
	{ MEANS_DOSE, "a_week", "selfcare", "neck stretch 2 {}" },
	{ MEANS_DOSE, "time", "technique", "dtm {} 20min" },
	{ MEANS_DOSE, "sets", "technique", "exr 3 {}" },
	{ MEANS_DOSE, "reps", "technique", "exr 10 {}" },
	{ MEANS_DOSE, "hold", "technique", "pss {} 30s" },
	{ MEANS_DOSE, "load", "technique", "exr {} 5kg" },
	{ MEANS_DOSE, "rest", "technique", "exr {} 60s" },
	{ MEANS_DOSE, "pain", "technique", "tpa 20s {} 5" },
	{ MEANS_DOSE, "hold", "mark", "l tru tpa {} 20s" },
	{ MEANS_DOSE, "pain", "mark", "l tru tpa 20s {} 5" },
	{ MEANS_NEEDLES, NULL, "technique", "dnt 3{}" },
	{ MEANS_NEEDLES, NULL, "mark", "l tru dnt 3{}" },
	{ MEANS_NEEDLES, NULL, "technique", "dnt 3 {}" },
	{ MEANS_TAUGHT, NULL, "selfcare", "neck stretch {}" },
	{ MEANS_HELPER, NULL, "selfcare", "pprt {}" },
	{ MEANS_HELPER, NULL, "selfcare", "pprt by {}" },
	{ MEANS_PURPOSE, NULL, "selfcare", "neck stretch {}" },
	{ MEANS_ADHERENCE, NULL, "adherence", "{}" },
	{ MEANS_EFFECT, NULL, "effect", "{}" },
	{ MEANS_OUTCOME, NULL, "end", "{} at last" },
	{ MEANS_PROFESSION, NULL, "referral", "{} routine weight loss" },
	{ MEANS_URGENCY, NULL, "referral", "gp {} weight loss" },
	{ MEANS_PAYMENT, NULL, "payment", "{} 50" },

	{ MEANS_JOINT, "at", "mark", "l tru {}:ang 7" },
	{ MEANS_JOINT, "on", "consent", "needling written {} 12.11.2026" },
	{ MEANS_JOINT, "of", "mark", "l temporalis s {}:tru" },
	{ MEANS_JOINT, "in", "flag", "anticoagulant {} 1999" },
	{ MEANS_JOINT, "by", "consent", "treatment verbal {} Ana Rossi" },
	{ MEANS_JOINT, "to", "consent", "release written {} Dr Ng" },
	{ MEANS_JOINT, "with", "technique", "dtm 20min {} tnc" },
	{ MEANS_JOINT, "with", "selfcare", "pprt {} partner" },
	{ MEANS_JOINT, "by", "selfcare", "pprt {} partner" },
	{ MEANS_JOINT, "helper", "selfcare", "pprt {} partner" },
	{ MEANS_JOINT, "from", "measure", "knee flex r {} 10 120" },
	{ MEANS_JOINT, "since", "flag", "anticoagulant {} 2023" },
	{ MEANS_JOINT, "since", "fact", "warfarin {} 2023" },
	{ MEANS_JOINT, "until", "flag", "anticoagulant since 2023 {} 2024" },
	{ MEANS_JOINT, "until", "fact", "warfarin since 2023 {} 2024" },
	{ MEANS_JOINT, "note", "flag", "anticoagulant {} mild" },
	{ MEANS_JOINT, "note", "mark", "l tru 7 {}:desk" },
	{ MEANS_JOINT, "note", "technique", "dtm 20min {}:desk" },
	{ MEANS_JOINT, "at", "technique", "dtm 20min {}:lpv.l" },
	{ MEANS_JOINT, "aim", "technique", "dtm 20min {}:tension" },
	{ MEANS_JOINT, "aim", "technique", "dtm 20min {} tension" },
	{ MEANS_JOINT, "tissue", "mark", "l tru {}:fascia" },
	{ MEANS_JOINT, "referral", "mark", "l tru {}:tmp" },
	{ MEANS_JOINT, "threshold", "mark", "l tru {}:4.5kg/cm2" },
	{ MEANS_JOINT, "area", "consent", "sensitive {} written" },
	{ MEANS_JOINT, "review", "course", "Neck pain, {} 5" },
	{ MEANS_JOINT, "review", "selfcare", "neck stretch {} +14" },
	{ MEANS_JOINT, "every", "course", "Neck pain, review {} 5" },
	{ MEANS_JOINT, "sessions", "course", "Neck pain, 6 {}" },
	{ MEANS_JOINT, "trained", "selfcare", "pprt partner {} 2026-11-13" },
	{ MEANS_JOINT, "stop", "selfcare", "neck stretch {} \"it tingles\"" },
	{ MEANS_JOINT, "if", "selfcare", "neck stretch stop {} \"it tingles\"" },
};

/* What no table has a row for: the same thing said in several ways, the first as it is stored. */
static const struct same {
	const char *line, *typed;
	const char *ways[8];
} sames[] = {
	/* numbers with both decimal marks */
	{ "technique", "dtm {} min lpv l", { "12.5", "12,5", "12.50" } },
	{ "technique", "dnt gauge {}mm", { "0.25", "0,25", ".25" } },
	{ "mark", "l tru tpg {}kg", { "12.5", "12,5" } },
	{ "mark", "l tru ppt:{}kg/cm2", { "4.5", "4,5" } },
	{ "measure", "cxr l {}", { "55.5", "55,5" } },
	{ "measure", "ppt tru l {} kg/cm2", { "4.5", "4,5" } },
	{ "selfcare", "wheat pack {}min", { "12.5", "12,5" } },
	{ "selfcare", "calf raise load {} kg", { "2.5", "2,5" } },
	{ "selfcare", "neck stretch {}s x3", { "12.5", "12,5" } },
	{ "payment", "card {}", { "50.50", "50,50" } },
	{ "item", "PROD {} Tape", { "25.50", "25,50" } },
	{ "discount", "{} student", { "5.50", "5,50" } },
	{ "goal", "carry = ppt tru l {} kg/cm2", { "4.5", "4,5" } },
	/* a number before the mark of times, or behind it */
	{ "technique", "pss 30s {}", { "x3", "3x", "3 x", "x 3", "×3", "3×", "3 times" } },
	{ "mark", "l tru tpc 60s {}", { "x3", "3x", "3 x", "x 3", "×3", "3×", "3 times" } },
	{ "selfcare", "neck stretch 30s {}", { "x3", "3x", "3 x", "x 3", "×3", "3×", "3 times" } },
	{ "item", "PROD {} 25.00 Tape", { "x2", "2x", "2 x", "x 2", "×2", "2×", "2 times" } },
	{ "technique",
	  "pss {}",
	  { "3x30s", "3 x 30s", "3x30 s", "3×30s", "3 x 30 s", "30s x3", "hold 3x30s", "hold 30s reps x3" } },
	{ "selfcare",
	  "neck stretch {}",
	  { "3x30s", "3 x 30s", "3x30 s", "3×30s", "3 x 30 s", "30s x3", "hold 3x30s", "hold 30s reps x3" } },
	/* days */
	{ "consent",
	  "needling written {}",
	  { "2026-11-13", "13.11.2026", "13/11/2026", "13 nov 2026", "-7", "13 November 2026",
	    "on 13 nov" } },
	{ "flag",
	  "anticoagulant since {}",
	  { "2026-11-13", "13.11.2026", "13/11/2026", "13 nov 2026", "-7", "13 November 2026" } },
	{ "fact",
	  "warfarin since {}",
	  { "2026-11-13", "13.11.2026", "13/11/2026", "13 nov 2026", "-7", "13 November 2026" } },
	{ "selfcare",
	  "pprt partner trained {}",
	  { "2026-11-13", "13.11.2026", "13/11/2026", "13 nov 2026", "-7", "13 November 2026" } },
	{ "selfcare",
	  "neck stretch review {} practised",
	  { "2026-12-04", "4.12.2026", "4/12/2026", "4 dec 2026", "+14", "4 December 2026", "4 dec" } },
	{ "course",
	  "Neck pain, review {}",
	  { "2026-12-04", "4.12.2026", "4/12/2026", "4 dec 2026", "+14", "4 December 2026", "4 dec" } },
	{ "finding",
	  "resolved {}",
	  { "2026-11-13", "13.11.2026", "13/11/2026", "13 nov 2026", "-7", "13 November 2026" } },
	{ "consent", "needling written {}", { "2026-11-20", "today", "heute" } },
	{ "flag", "anticoagulant since {}", { "2026-11-20", "today", "heute" } },
	{ "fact", "warfarin since {}", { "2026-11-19", "yesterday", "gestern" } },
	{ "selfcare", "pprt partner trained {}", { "2026-11-19", "yesterday", "gestern" } },
	{ "selfcare", "neck stretch review {}", { "2026-11-21", "tomorrow", "morgen" } },
	{ "course", "Neck pain, review {}", { "2026-11-21", "tomorrow", "morgen" } },
	{ "finding", "resolved {}", { "2026-11-19", "yesterday", "gestern" } },
	/* places */
	{ "technique",
	  "dtm 20min {}",
	  { "stp l", "stp.l", "l stp", "STP.L", "at:stp.l", "top of shoulder l", "left top of shoulder" } },
	{ "flag",
	  "varicose veins {}",
	  { "stp.l", "stp l", "l stp", "STP.L", "top of shoulder l", "left top of shoulder", "at stp.l" } },
	{ "finding",
	  "restriction fascia {}",
	  { "stp.l", "stp l", "l stp", "STP.L", "top of shoulder l", "left top of shoulder", "at stp.l" } },
	{ "selfcare", "ball on the wall {}", { "stp.l", "stp.L", "STP.L", "at stp.l" } },
	{ "selfcare",
	  "ball on the wall l {}",
	  { "stp", "STP", "top of shoulder", "at stp", "up trap", "upper trapezius" } },
	{ "selfcare",
	  "neck stretch {}",
	  { "3x30s daily", "daily 3x30s", "1/day 3x30s", "once a day 3x30s" } },
	{ "selfcare",
	  "neck stretch {}",
	  { "3/day", "3 a day", "3 per day", "3x/day", "3 times a day", "3 x a day", "3 / day", "3 daily" } },
	{ "selfcare",
	  "neck stretch {}",
	  { "5/week", "5 a week", "5 days a week", "5 times a week", "5days", "5 d/week", "5 weekly" } },
	{ "selfcare", "neck stretch {}", { "hold 30s", "30s", "30s hold", "hold: 30 s" } },
	{ "mark", "l up trap ref:{}", { "tmp.l", "tmp", "TMP.L", "temple", "\"temple\"" } },
	{ "mark", "l up trap {} a7", { "stp", "STP", "at:stp", "@stp", "top of shoulder" } },
	/* what parts words and items */
	{ "mark", "{}", { "l tru a7 tb", "l, tru, a7, tb", "l tru, a7, tb" } },
	{ "mark", "l tru a7{} r inf a6", { ";", " ;" } },
	{ "technique", "{}", { "dtm 20min lpv l", "dtm, 20min, lpv, l" } },
	{ "measure", "{}", { "cxr l 55 active firm", "cxr, l, 55, active, firm", "cxr: l 55 active firm" } },
	{ "measure", "{}", { "pain 6; cxr l 55", "pain 6 ; cxr l 55", "pain 6, cxr l 55" } },
	{ "measure", "{}", { "ndi 22; cxr l 55", "ndi 22, cxr l 55" } },
	{ "selfcare",
	  "{}",
	  { "neck stretch l 30s x3 practised", "neck stretch, l, 30s, x3, practised",
	    "neck stretch; l; 30s; x3; practised" } },
	{ "consent",
	  "{}",
	  { "needling written 12.11.2026", "needling, written, 12.11.2026",
	    "needling; written; 12.11.2026" } },
	{ "flag",
	  "{}",
	  { "varicose veins clf l since 2010 letter", "varicose veins, clf l, since 2010, letter",
	    "varicose veins; clf l; since 2010; letter" } },
	{ "fact",
	  "{}",
	  { "warfarin since 2023-05 until 2024", "warfarin, since 2023-05, until 2024",
	    "warfarin; since 2023-05; until 2024" } },
	{ "course",
	  "{}",
	  { "Neck pain, 6 sessions, review every 5", "Neck pain; 6 sessions; review every 5",
	    "Neck pain,6 sessions,review every 5" } },
	{ "finding", "onset {}", { "strain, injury", "strain; injury", "strain,injury", "strain ; injury" } },
	{ "referral",
	  "{}",
	  { "gp \"Dr Lee\" routine weight loss", "gp, \"Dr Lee\", routine, weight loss",
	    "gp; \"Dr Lee\"; routine; weight loss" } },
	{ "payment", "{}", { "card 50 ref 4711", "card, 50, ref 4711", "card; 50; ref 4711" } },
	{ "item", "{}", { "PROD x2 25.00 Tape", "PROD, x2, 25.00, Tape", "PROD; x2; 25.00; Tape" } },
	{ "discount", "{}", { "10% student", "10%, student", "10%; student" } },
	{ "booking",
	  "{}",
	  { "10:30 FOLL45", "10:30, FOLL45", "10:30; FOLL45", "FOLL45 10:30", "at 10:30 FOLL45",
	    "10:30am FOLL45", "10.30 FOLL45" } },
	{ "booking", "{} FOLL45", { "14:00", "2pm", "2 pm", "2:00pm", "1400" } },
	{ "times",
	  "{}",
	  { "10:30 11:15", "10:30, 11:15", "10:30; 11:15", "10.30 11.15", "10:30 am 11:15 am" } },
	/* a limit of a unit */
	{ "mark", "l tru ppt:{}kg/cm2", { "30", "30.0" } },
	{ "measure", "ppt tru l {}kg/cm2", { "30", "30.0" } },
};

/* Of one thing the same verdict in two lines: refused in both. */
static const struct refused {
	const char *line, *typed;
} refused[] = {
	{ "mark", "l tru ppt:35kg/cm2" },
	{ "measure", "ppt tru l 35kg/cm2" },
	{ "mark", "l tru ppt:310n/cm2" },
	{ "measure", "ppt tru l 310n/cm2" },
	{ "mark", "l tru ppt:3100kpa" },
	{ "measure", "ppt tru l 3100kpa" },
	{ "mark", "l tru ppt:70lb/cm2" },
	{ "measure", "ppt tru l 70lb/cm2" },
	{ "payment", "voucher 50" },
	{ "booking", "10:30 11:30 FOLL45" },
	{ "booking", "10:30 FOLL45 INIT60" },
	{ "times", "10:30 11:15 12:00" },
	{ "times", "10:30 soon" },
};

/* What is left out, and why it is no disagreement. */
static struct left_out {
	const char *language, *line, *typed, *why;
	bool met;
} left_out[] = {
	{ "de", "mark", "l tru 7 Band",
	  "English for the taut band, which a finger feels; tissue:Band is the ligament", false },
};

static size_t n_words, n_new;

static int open_table(void **state)
{
	(void)state;
	told_catalogue = catalogue_builtin();
	return 0;
}

static bool is_left_out(const char *language, const char *line, const char *typed)
{
	bool found = false;
	for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
		bool is = str_eq(left_out[i].language, language) && str_eq(left_out[i].line, line) &&
			  str_eq(left_out[i].typed, typed);
		left_out[i].met = left_out[i].met || is;
		found = found || is;
	}
	return found;
}

/* ---- comparing ---- */

static char *filled(const char *typed, const char *word)
{
	const char *gap = strstr(typed, "{}");
	return str_format("%.*s%s%s", (int)(gap - typed), typed, word, gap + 2);
}

/* Whether the line with the word reads as it does with the word it is stored by. */
static void compare(const char *language, const char *line, const char *typed, const char *word,
		    const char *wanted)
{
	char *whole = filled(typed, word), *got = tell_line(line, whole);
	bool same = strcmp(got, wanted) == 0 && !strchr(got, '!');
	n_words++;
	if (!same && !is_left_out(language, line, whole)) {
		print_error("%s\t%s\t%s\n  is    %s\n  wants %s\n", language, line, whole, got, wanted);
		n_new++;
	}
	free(got);
	free(whole);
}

static const char *code_of(const struct meaning *row)
{
	static const char *const joints[JOINTS] = {
		[JOINT_AT] = "at",
		[JOINT_ON] = "on",
		[JOINT_OF] = "of",
		[JOINT_IN] = "in",
		[JOINT_BY] = "by",
		[JOINT_TO] = "to",
		[JOINT_WITH] = "with",
		[JOINT_FROM] = "from",
		[JOINT_SINCE] = "since",
		[JOINT_UNTIL] = "until",
		[JOINT_NOTE] = "note",
		[JOINT_AIM] = "aim",
		[JOINT_TISSUE] = "tissue",
		[JOINT_REFERRAL] = "referral",
		[JOINT_THRESHOLD] = "threshold",
		[JOINT_AREA] = "area",
		[JOINT_REVIEW] = "review",
		[JOINT_EVERY] = "every",
		[JOINT_SESSIONS] = "sessions",
		[JOINT_TRAINED] = "trained",
		[JOINT_STOP] = "stop",
		[JOINT_IF] = "if",
		[JOINT_MISTAKE] = "mistake",
		[JOINT_HELPER] = "helper",
	};
	switch (row->kind) {
	case MEANS_JOINT:
		return joints[row->value];
	case MEANS_MEASURED:
		return measure_kind_code((enum measure_kind)row->value);
	default:
		return row->code;
	}
}

/* "lateral" is left, right and both, "single" left and right. */
static bool is_meant(const struct meaning *row, const char *code)
{
	if (row->kind == MEANS_SIDE)
		return row->value != SIDE_MIDLINE && (row->value != SIDE_BOTH || str_eq(code, "lateral"));
	return str_eq(code, code_of(row));
}

static void try_words(const char *language, const struct gap *gap, const char *words, const char *wanted)
{
	struct str word;
	size_t least;
	str_init(&word);
	while (meaning_next(&words, &word, &least)) {
		compare(language, gap->line, gap->typed, word.s, wanted);
		if (least < word.len) {
			str_cut(&word, least);
			compare(language, gap->line, gap->typed, word.s, wanted);
		}
	}
	str_release(&word);
}

/* What the first English word of the row makes of the line, as the screen's own language has it too. */
static void try_gap(const char *language, const struct gap *gap)
{
	for (size_t i = 0; i < vocabulary_rows; i++) {
		const struct meaning *row = &vocabulary[i];
		const char *words = row->words;
		struct str first;
		size_t least;
		if (row->kind != gap->kind || (gap->code && !is_meant(row, gap->code)))
			continue;
		str_init(&first);
		meaning_next(&words, &first, &least);
		char *line = filled(gap->typed, first.s), *wanted = tell_line(gap->line, line);
		try_words(language, gap, row->words, wanted);
		if (meaning_translated(row) != row->words)
			try_words(language, gap, meaning_translated(row), wanted);
		free(wanted);
		free(line);
		str_release(&first);
	}
}

static void try_all(const char *language)
{
	i18n_start(language);
	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
		try_gap(language, &gaps[i]);
	for (size_t i = 0; i < sizeof sames / sizeof *sames; i++) {
		char *line = filled(sames[i].typed, sames[i].ways[0]);
		char *wanted = tell_line(sames[i].line, line);
		bool german = strcmp(language, "de") == 0;
		for (int k = 0; k < 8 && sames[i].ways[k]; k++)
			if (german || (strcmp(sames[i].ways[k], "heute") != 0 &&
				       strcmp(sames[i].ways[k], "gestern") != 0 &&
				       strcmp(sames[i].ways[k], "morgen") != 0))
				compare(language, sames[i].line, sames[i].typed, sames[i].ways[k], wanted);
		free(wanted);
		free(line);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		char *got = tell_line(refused[i].line, refused[i].typed);
		n_words++;
		if (!strchr(got, '!')) {
			print_error("%s\t%s\t%s\n  is    %s\n  wants a refusal\n", language, refused[i].line,
				    refused[i].typed, got);
			n_new++;
		}
		free(got);
	}
	i18n_start("en");
}

static void every_word_means_one_thing_in_every_line(void **state)
{
	size_t mended = 0;
	(void)state;
	try_all("en");
	try_all("de");
	for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
		if (!left_out[i].met) {
			print_error("no disagreement any more: %s\n", left_out[i].typed);
			mended++;
		}
	print_message("# %zu words in lines, %zu left out\n", n_words, sizeof left_out / sizeof *left_out);
	assert_int_equal(n_new, 0);
	assert_int_equal(mended, 0);
	assert_true(n_words > 1500);
}

/* Of one kind a word means one thing, in English and in German. */
static void no_word_stands_in_two_rows_of_a_kind(void **state)
{
	struct str word;
	int wrong = 0;
	(void)state;
	str_init(&word);
	for (int german = 0; german < 2; german++) {
		i18n_start(german ? "de" : "en");
		for (size_t i = 0; i < vocabulary_rows; i++) {
			const struct meaning *row = &vocabulary[i];
			const char *words = german ? meaning_translated(row) : row->words;
			size_t least;
			if (row->kind == MEANS_JOINT)
				continue; /* each is asked for by itself */
			while (meaning_next(&words, &word, &least)) {
				const struct meaning *found = vocabulary_find(word.s, MEANS(row->kind));
				if (found != row) {
					print_error("\"%s\" is a word of \"%s\" and of \"%s\"\n", word.s,
						    found ? found->words : "nothing", row->words);
					wrong++;
				}
			}
		}
	}
	i18n_start("en");
	assert_int_equal(wrong, 0);
	str_release(&word);
}

/* The lines with a gap are read at all: a gap that reads nothing would let every word pass. */
static void a_word_in_the_wrong_place_is_noticed(void **state)
{
	char *left = tell_line("measure", "cxr l 55"), *right = tell_line("measure", "cxr r 55");
	char *none = tell_line("measure", "cxr xyz 55");
	(void)state;
	assert_string_not_equal(left, right);
	assert_non_null(strchr(none, '!'));
	free(none);
	free(right);
	free(left);
}

/* What is typed outside a line: a page to print, whose a preset is, a concession. */
static void what_is_typed_outside_the_lines_is_known_in_both_languages(void **state)
{
	static const struct {
		enum meaning_kind kind;
		const char *english, *german, *neither;
	} asked[] = {
		{ MEANS_CONCESSION, "conc", "Erm", "concession 80" },
		{ MEANS_SUPERBILL, "superbill", "Superbill", "super" },
		{ MEANS_NONE, "NONE", "keine", "non" },
		{ MEANS_OWNER, "clinic", "praxis", "clin" },
		{ MEANS_SURE, "yes", "Ja", "y" },
		{ MEANS_OPEN, "open", "offen", "ope" },
		{ MEANS_PAGE, "prog", "Verlauf", "sheet" },
		{ MEANS_PRINTER, "print", "Drucker", "p" },
		{ MEANS_SECTION, "plan", "Beurteilung", "pl" },
		{ MEANS_LETTER, "m", "Markierungen", "marks.txt" },
		{ MEANS_REPORT, "tech", "Ziele", "te" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		assert_non_null(vocabulary_find(asked[i].english, MEANS(asked[i].kind)));
		i18n_start("de");
		assert_non_null(vocabulary_find(asked[i].english, MEANS(asked[i].kind)));
		assert_non_null(vocabulary_find(asked[i].german, MEANS(asked[i].kind)));
		assert_null(vocabulary_find(asked[i].neither, MEANS(asked[i].kind)));
		i18n_start("en");
	}
	assert_int_equal(vocabulary_find("mine", MEANS(MEANS_OWNER))->value, 1);
	assert_int_equal(vocabulary_find("clinic", MEANS(MEANS_OWNER))->value, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_word_means_one_thing_in_every_line),
		cmocka_unit_test(no_word_stands_in_two_rows_of_a_kind),
		cmocka_unit_test(a_word_in_the_wrong_place_is_noticed),
		cmocka_unit_test(what_is_typed_outside_the_lines_is_known_in_both_languages),
	};
	return cmocka_run_group_tests(tests, open_table, NULL);
}
