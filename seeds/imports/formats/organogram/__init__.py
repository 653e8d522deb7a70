"""UK organograms (CSV): bodies, units, posts, holders and lines of reporting."""
