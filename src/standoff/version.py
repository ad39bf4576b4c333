"""The program's version, which every reading names."""

VERSION = "0.1.0"
