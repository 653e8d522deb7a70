"""What the hub gives away: networks, tables and linked data, in the formats that others read."""
