"""Indicators that units only report, until an app keeps their register. One module for each group of INDICATORS."""
