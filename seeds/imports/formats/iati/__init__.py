"""IATI activities (XML 2.0x): who takes part in what aid, in which sectors, with what results."""
