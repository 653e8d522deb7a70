"""Files of networks that planners bring along: CSV and GML, read whole or refused whole."""
