# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/screens/screens.c \
	src/screens/screens.h
